import { isOpenStage } from '../../content/file-stages.ts'
import type { Coordinator } from '../../content/practice.ts'
import type { Language } from '../../forms/language.ts'
import { summariseAnswers } from '../../forms/summarise.ts'
import { columnByEnvelope, type EnvelopePart } from '../forms/envelope.ts'
import type { Context } from '../http/context.ts'
import { mayHaveNoContactOrder } from '../intake/contact-answers.ts'
import { normaliseCrockford } from '../privacy/crockford.ts'
import type { KeyRing } from '../privacy/key-ring.ts'
import { unseal } from '../privacy/seal.ts'
import { relatedFiles } from './conflicts.ts'
import { coordinatorRef } from './coordinator-ref.ts'
import { hasUpcomingAppointment, leadBookingRules, toParentAppointments } from './file-appointments.ts'
import { toParentCalls } from './parent-calls.ts'
import { type LoadedFile, loadCurrentFile, permissionsOnFile } from './permissions.ts'

/** A file is locked until its conflicts are reviewed, if a related file was there when its newest intake was sent. */
export const isLocked = ({ file, intakes, relatedFacts }: LoadedFile): boolean => {
  const newest = Math.max(file.createdAt, ...intakes.map(({ sentAt }) => sentAt))
  return file.conflictsReviewedAt === null && relatedFacts.some(({ createdAt }) => createdAt <= newest)
}

/** Everything the desk shows of a file but what a parent wrote. */
export function toFileFacts(who: Coordinator, opened: LoadedFile) {
  const { reference, route, stage, createdAt, mergedIntoReference, leadCoordinatorId } = opened.file
  const may = permissionsOnFile(who, opened.file, opened.relatedFacts)
  const locked = isLocked(opened) || !may.content
  const now = Date.now()
  return {
    reference,
    route,
    stage,
    createdAt,
    mergedInto: mergedIntoReference,
    lead: coordinatorRef(leadCoordinatorId),
    isLead: leadCoordinatorId === who.id,
    assistant: coordinatorRef(opened.file.legalCoordinatorId),
    proposed: coordinatorRef(opened.file.proposedLegalCoordinatorId),
    may,
    locked,
    calls: locked ? [] : toParentCalls(opened, now),
    appointments: locked ? [] : toParentAppointments(who, opened, now),
    booking: leadBookingRules(opened),
    /** Whether a joint appointment could be booked, or why not. */
    jointState: opened.file.jointRefusalReason ?? ('possible' as const),
    /** A file with an upcoming appointment cannot be closed, whoever may see the appointment. */
    hasUpcomingAppointment: hasUpcomingAppointment(opened, now),
    messages: locked ? [] : opened.messages,
    relatedFiles: relatedFiles(opened.relatedFacts).map((related) => {
      const { leadCoordinatorId, legalCoordinatorId, isSameWriter, blockedBy, ...other } = related
      const permissionsOnRelated = permissionsOnFile(who, { leadCoordinatorId, legalCoordinatorId })
      const areBothOpen = isOpenStage(stage) && isOpenStage(other.stage)
      return {
        ...other,
        lead: coordinatorRef(leadCoordinatorId),
        isSameWriter,
        /** Why nobody may be called because of it; only for whoever would call. */
        blockedBy: locked || !may.callOtherParent ? null : blockedBy,
        mayRead: permissionsOnRelated.read,
        mayMerge:
          other.relation === 'same-family' &&
          !isSameWriter &&
          areBothOpen &&
          may.merge &&
          permissionsOnRelated.merge,
      }
    }),
  }
}

/** The facts of a file after a change. */
export async function reloadFile(c: Pick<Context, 'get' | 'req'>) {
  const opened = await loadCurrentFile(c.get('env').db, normaliseCrockford(c.req.param('reference') ?? ''))
  return toFileFacts(c.get('coordinator'), opened as LoadedFile)
}

/** What one parent was asked and answered, and which parts stay sealed. */
export async function unsealAnswers(
  keys: KeyRing,
  intake: LoadedFile['intakes'][number],
  language: Language,
) {
  const { id, side, sealedAnswers, sealedSafety, hasOtherContact } = intake
  const part = await unsealEnvelopePart(keys, 'answers', id, sealedAnswers)
  return {
    side,
    sections: summariseAnswers(part.asked, part.answers, language),
    /** An order that forbids contact exists or may exist: nobody contacts the other parent until it was read. */
    hasOrderToRead: mayHaveNoContactOrder(part.answers),
    sealedParts: { safety: sealedSafety !== null, otherContact: hasOtherContact === 1 },
  }
}

/** What one parent wrote about safety; no sections when nothing was asked. */
export async function unsealSafety(
  keys: KeyRing,
  { id, side, sealedSafety }: LoadedFile['intakes'][number],
  language: Language,
) {
  const part = sealedSafety === null ? undefined : await unsealEnvelopePart(keys, 'safety', id, sealedSafety)
  return { side, sections: part ? summariseAnswers(part.asked, part.answers, language) : [] }
}

const unsealEnvelopePart = async (
  keys: KeyRing,
  envelope: 'answers' | 'safety',
  id: string,
  sealed: string,
) => (await unseal(keys, envelope, `submissions.${columnByEnvelope[envelope]}:${id}`, sealed)) as EnvelopePart
