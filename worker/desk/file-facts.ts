import type { Coordinator } from '../../content/practice.ts'
import type { Language } from '../../forms/language.ts'
import { summarise } from '../../forms/summarise.ts'
import { mayForbidContact } from '../intake/contact-rules.ts'
import { type EnvelopePart, submissionColumns } from '../intake/send.ts'
import type { KeyRing } from '../privacy/key-ring.ts'
import { open } from '../privacy/seal.ts'
import { barredBy, knownElsewhere } from './conflicts.ts'
import { personOf } from './coordinator-ref.ts'
import { bookingOf, hasSessionToCome, jointOf, sessionsOf } from './file-appointments.ts'
import { callingOf } from './parent-calls.ts'
import { type OpenedFile, permissions } from './permissions.ts'

/** Who is known from an earlier file is looked at before anything a parent wrote. */
export const isClosed = ({ file, sent, known }: OpenedFile): boolean => {
  const newest = Math.max(file.openedAt, ...sent.map(({ sentAt }) => sentAt))
  return file.clearedAt === null && known.some(({ openedAt }) => openedAt <= newest)
}

/** Everything the desk shows of a file but what a parent wrote. */
export function factsOf(who: Coordinator, opened: OpenedFile) {
  const { reference, route, stage, openedAt, joinedInto, leadCoordinator } = opened.file
  const may = permissions(who, opened.file, opened.known)
  const closed = isClosed(opened) || !may.content
  const now = Date.now()
  return {
    reference,
    route,
    stage,
    openedAt,
    joinedInto,
    lead: personOf(leadCoordinator),
    mine: leadCoordinator === who.id,
    assistant: personOf(opened.file.legalCoordinator),
    proposed: personOf(opened.file.proposedLegal),
    may,
    closed,
    calling: closed ? [] : callingOf(opened, now),
    sessions: closed ? [] : sessionsOf(who, opened, now),
    booking: bookingOf(opened),
    joint: jointOf(opened),
    /** A file with a session to come cannot be closed, whoever may see the session. */
    sessionToCome: hasSessionToCome(opened, now),
    mail: closed ? [] : opened.mail,
    known: knownElsewhere(opened.known).map((known) => {
      const { leadCoordinator, legalCoordinator, sameWriter, frozen: _, ...other } = known
      const there = permissions(who, { leadCoordinator, legalCoordinator })
      const bothOpen = stage !== 'closed' && other.stage !== 'closed'
      return {
        ...other,
        lead: personOf(leadCoordinator),
        sameWriter,
        /** Why nobody is called before it was looked at; only for whoever would call. */
        bars: closed || !may.approach ? null : barredBy(opened.file, known, known.kinds),
        mayRead: there.read,
        mayJoin: other.relation === 'same-family' && !sameWriter && bothOpen && may.join && there.join,
      }
    }),
  }
}

/** What one parent was asked and answered, with what of it stays closed. */
export async function answersOf(keys: KeyRing, submission: OpenedFile['sent'][number], language: Language) {
  const { id, side, answers, safety, hasOtherContact } = submission
  const part = await openPart(keys, 'answers', id, answers)
  return {
    side,
    sections: summarise(part.asked, part.answers, language),
    /** An order that forbids contact exists or may exist: nothing reaches the other parent until it was read. */
    orderToRead: mayForbidContact(part.answers),
    closed: { safety: safety !== null, otherContact: hasOtherContact === 1 },
  }
}

/** What one parent wrote about safety; no sections when nothing was asked. */
export async function safetyOf(
  keys: KeyRing,
  { id, side, safety }: OpenedFile['sent'][number],
  language: Language,
) {
  const part = safety === null ? undefined : await openPart(keys, 'safety', id, safety)
  return { side, sections: part ? summarise(part.asked, part.answers, language) : [] }
}

const openPart = async (keys: KeyRing, envelope: 'answers' | 'safety', id: string, sealed: string) =>
  (await open(keys, envelope, `submissions.${submissionColumns[envelope]}:${id}`, sealed)) as EnvelopePart
