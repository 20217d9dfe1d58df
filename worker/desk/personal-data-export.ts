import type { loadPersonalData } from '../../db/personal-data.ts'
import type { Wording } from '../../forms/language.ts'
import type { SummarySection } from '../../forms/summarise.ts'
import { unsealContactRules } from '../contact/contact-rules.ts'
import { unsealOwnNames } from '../contact/display-name.ts'
import type { Environment } from '../environment.ts'
import { parseFormVersions } from '../forms/form-version.ts'
import { unsealLetterText } from '../letters/letter-text.ts'
import { loadWords } from '../site/load-words.ts'
import type { ParentSide } from './parent-side.ts'
import {
  unsealAndSummariseAddition,
  unsealAndSummariseAuthorisationEvidence,
  unsealAndSummariseTimeRequest,
} from './sealed-answers.ts'

interface RequestedData {
  readonly side: ParentSide
  /** Whether the answers about safety are given too. */
  readonly withSafety: boolean
}

/** One thing that a part tells, in the language of the parent. */
interface ExportedItem {
  /** When it was (ISO 8601); null for what has no instant. */
  readonly at: string | null
  readonly facts: readonly string[]
  /** What was written as a whole: a letter, or words beside a form. */
  readonly text: string | null
  readonly sections: readonly SummarySection[]
}

interface ExportedPart {
  readonly title: string
  readonly items: readonly ExportedItem[]
}

/**
 * Unseals what is held of one parent, to be given to them: what they told, what was sent to them, and what was done. It tells
 * all of it in their own language, so that a page and a file of data can say the same.
 */
export async function unsealPersonalData(
  env: Environment,
  loaded: Awaited<ReturnType<typeof loadPersonalData>>,
  { side, withSafety }: RequestedData,
) {
  const { keys } = env
  const [parent] = loaded.parents
  if (!parent) return undefined
  const { language } = parent
  const [{ personalData: words }, forms, rules] = await Promise.all([
    loadWords(env),
    parseFormVersions(loaded.formVersions),
    unsealContactRules(env, parent.id, parent.sealedContactRules),
  ])
  const { page, facts } = words
  const text = (wording: Wording | undefined | null | false) => (wording ? [wording[language]] : [])
  const tell = (
    at: number | null,
    told: readonly string[],
    rest: Partial<Pick<ExportedItem, 'text' | 'sections'>> = {},
  ): ExportedItem => ({
    at: at === null ? null : new Date(at).toISOString(),
    ...{ facts: told, text: null, sections: [], ...rest },
  })
  const toPart = (title: Wording, items: readonly ExportedItem[]): ExportedPart => ({
    title: title[language],
    items: items.toSorted((one, other) => (one.at ?? '').localeCompare(other.at ?? '')),
  })
  const submissions = await Promise.all(
    loaded.submissions.map(async (row) => {
      const told = await unsealAndSummariseAddition(keys, { ...row, side }, 'answers', forms, language)
      const safety =
        withSafety && (await unsealAndSummariseAddition(keys, { ...row, side }, 'safety', forms, language))
      const by = told.writtenBy && `${page.writtenBy[language]} ${told.writtenBy.name}`
      return {
        isSaid: told.writtenBy !== null,
        item: tell(row.addedAt, by ? [by] : [], {
          text: told.note,
          sections: [...told.sections, ...(safety ? safety.sections : [])],
        }),
      }
    }),
  )
  const pickSubmissions = (said: boolean) =>
    submissions.flatMap(({ isSaid, item }) => (isSaid === said ? [item] : []))
  const authorisations = await Promise.all(
    loaded.authorisations.map(async ({ id, sealedEvidence, grantedAt, withdrawnAt, declinedAt }) => {
      const [evidence] = await unsealAndSummariseAuthorisationEvidence(
        keys,
        { id, side, sealedEvidence },
        forms,
        language,
      )
      const { sections = [] } = evidence ?? {}
      return [
        ...(grantedAt === null ? [] : [tell(grantedAt, text(page.granted), { sections })]),
        ...(withdrawnAt === null ? [] : [tell(withdrawnAt, text(page.withdrawn))]),
        ...(declinedAt === null ? [] : [tell(declinedAt, text(page.refused))]),
      ]
    }),
  )
  const parts = [
    toPart(
      page.reach,
      Object.entries(words.reach).flatMap(([name, label]) => {
        const told = rules?.[name as keyof typeof words.reach]
        return told?.length ? [tell(null, [label[language], ...[told].flat()])] : []
      }),
    ),
    toPart(page.sent, pickSubmissions(false)),
    toPart(page.said, pickSubmissions(true)),
    toPart(page.permissions, authorisations.flat()),
    toPart(
      page.times,
      await Promise.all(
        loaded.timeRequests.map(async ({ createdAt, ...row }) =>
          tell(createdAt, [], {
            sections: (await unsealAndSummariseTimeRequest(env, row, forms, language)).sections,
          }),
        ),
      ),
    ),
    toPart(
      page.sessions,
      loaded.appointments.map(({ startsAt, kind, mode, cancelledAt, outcome }) =>
        tell(startsAt, [
          ...text(facts.kinds[kind]),
          ...text(facts.modes[mode]),
          ...text(cancelledAt !== null && page.cancelled),
          ...text(outcome && facts.came[outcome]),
        ]),
      ),
    ),
    toPart(
      page.letters,
      await Promise.all(
        loaded.letters.map(async ({ sentAt, ...row }) =>
          tell(sentAt, [], { text: await unsealLetterText(keys, row) }),
        ),
      ),
    ),
    toPart(page.contacts, [
      ...loaded.contacts.map(({ happenedAt, direction, channel, outcome }) =>
        tell(happenedAt, [
          ...text(facts.directions[direction]),
          ...text(facts.channels[channel]),
          ...text(facts.outcomes[outcome]),
        ]),
      ),
      ...loaded.calls.map(({ attemptedAt, channel, outcome }) =>
        tell(attemptedAt, [
          ...text(page.weCalled),
          ...text(facts.channels[channel]),
          ...text(outcome && outcome !== 'unsafe' && facts.callOutcomes[outcome]),
        ]),
      ),
    ]),
    toPart(
      page.messages,
      loaded.messages.map(({ createdAt, kind }) =>
        tell(createdAt, text((facts.messages as Partial<Record<string, Wording>>)[kind])),
      ),
    ),
  ]
  return {
    language,
    title: page.title[language] as string,
    names: await unsealOwnNames(keys, parent.id, parent.sealedDisplayName),
    parts: parts.filter(({ items }) => items.length > 0),
    leftOut: {
      title: page.leftOut[language] as string,
      /** What there is beside, and may be given otherwise. Somebody reads notes first, since they may tell of the other parent. */
      lines: [
        ...text(page.ofOtherParent),
        ...text(!withSafety && parent.status !== null && page.ofSafety),
        ...text(parent.notes + parent.screenings > 0 && page.ofNotes),
        ...text(page.ofRecord),
      ],
      /** Whom to ask. */
      ask: page.askUs[language] as string,
    },
  }
}
