import { findAuditActionDefinition } from '../../../content/record/audit-actions.ts'
import { findAuditDetailDefinition } from '../../../content/record/audit-details.ts'
import { appendColon, type Language, type Wording } from '../../../forms/language.ts'
import type { FileRecord, RecordedEvent } from './queries.ts'
import { fileRecordWording } from './wording.ts'

type Coordinators = FileRecord['coordinators']

/** Who acted, in words. For a coordinator who left the practice, the id stands for the name. */
export const formatActor = ({ id, name }: RecordedEvent['actor'], language: Language): string =>
  id === 'parent' || id === 'system' ? fileRecordWording[id][language] : (name ?? id)

/** What was done, in words. */
export const formatAction = (action: string, language: Language): string =>
  (findAuditActionDefinition(action) ?? fileRecordWording.unknownAction)[language]

/** The facts about an action, a line each, in words. A fact that says nothing is left out. */
export const formatFacts = (
  facts: RecordedEvent['facts'],
  language: Language,
  coordinators: Coordinators,
): string[] => [
  ...new Set(
    Object.entries(facts).flatMap(([name, value]) => formatFact(name, value, language, coordinators) ?? []),
  ),
]

function formatFact(
  name: string,
  value: string | number | boolean,
  language: Language,
  coordinators: Coordinators,
): string | undefined {
  const declared = findAuditDetailDefinition(name)
  const unknown = fileRecordWording.unknownFact[language]
  if (!declared) return unknown
  if ('flag' in declared) {
    if (typeof value !== 'boolean') return unknown
    return value ? declared.flag.true[language] : declared.flag.false?.[language]
  }
  const told = 'values' in declared ? pickValueWording(declared.values, value)?.[language] : value
  if (told === undefined) return unknown
  const shows = 'shows' in declared ? declared.shows : undefined
  const shown =
    shows === 'coordinator'
      ? (coordinators.find(({ id }) => id === value)?.name ?? told)
      : shows === 'digest'
        ? `${String(told).slice(0, SHOWN_DIGEST_CHARACTERS)}…`
        : told
  return `${appendColon(declared.label[language], language)} ${shown}`
}

/** Enough of a keyed hash to tell two of them apart by eye. */
const SHOWN_DIGEST_CHARACTERS = 16

const pickValueWording = (values: Readonly<Record<string, Wording>>, value: unknown): Wording | undefined =>
  typeof value === 'string' && Object.hasOwn(values, value) ? values[value] : undefined
