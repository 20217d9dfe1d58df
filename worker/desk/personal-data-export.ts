import type { loadPersonalData } from '../../db/personal-data.ts'
import type { Language } from '../../forms/language.ts'
import { unsealContactRules } from '../contact/contact-rules.ts'
import { unsealOwnNames } from '../contact/display-name.ts'
import type { Environment } from '../environment.ts'
import { parseFormVersions } from '../forms/form-version.ts'
import { unsealLetterText } from '../letters/letter-text.ts'
import type { ParentSide } from './parent-side.ts'
import {
  unsealAndSummariseAddition,
  unsealAndSummariseAuthorisationEvidence,
  unsealAndSummariseTimeRequest,
} from './sealed-answers.ts'

interface RequestedData {
  readonly side: ParentSide
  readonly language: Language
  /** Whether the answers about safety are given too. */
  readonly withSafety: boolean
}

/** Unseals what is held of one parent, to be given to them: what they told, what was sent to them, and what was done. */
export async function unsealPersonalData(
  env: Environment,
  loaded: Awaited<ReturnType<typeof loadPersonalData>>,
  { side, language, withSafety }: RequestedData,
) {
  const { keys } = env
  const [parent] = loaded.parents
  if (!parent) return undefined
  const forms = await parseFormVersions(loaded.formVersions)
  const { appointments, contacts, calls, messages } = loaded
  return {
    names: await unsealOwnNames(keys, parent.id, parent.sealedDisplayName),
    language: parent.language,
    contactRules: (await unsealContactRules(env, parent.id, parent.sealedContactRules)) ?? null,
    forms: await Promise.all(
      loaded.submissions.map(async (row) => {
        const told = await unsealAndSummariseAddition(keys, { ...row, side }, 'answers', forms, language)
        const safety =
          withSafety && (await unsealAndSummariseAddition(keys, { ...row, side }, 'safety', forms, language))
        return {
          ...{
            page: row.page,
            sentAt: row.addedAt,
            writtenBy: told.writtenBy?.name ?? null,
            note: told.note,
          },
          sections: [...told.sections, ...(safety ? safety.sections : [])],
        }
      }),
    ),
    authorisations: await Promise.all(
      loaded.authorisations.map(async ({ id, sealedEvidence, ...dates }) => {
        const row = { id, side, sealedEvidence }
        const [evidence] = await unsealAndSummariseAuthorisationEvidence(keys, row, forms, language)
        return { ...dates, sections: evidence?.sections ?? [] }
      }),
    ),
    timeRequests: await Promise.all(
      loaded.timeRequests.map(async ({ createdAt, ...row }) => ({
        createdAt,
        sections: (await unsealAndSummariseTimeRequest(env, row, forms, language)).sections,
      })),
    ),
    letters: await Promise.all(
      loaded.letters.map(async ({ sentAt, ...row }) => ({ sentAt, text: await unsealLetterText(keys, row) })),
    ),
    ...{ appointments, contacts, calls, messages },
    /** What somebody has to read before it is given, since it may tell of the other parent. */
    leftOut: { notes: parent.notes, talks: parent.screenings },
  }
}
