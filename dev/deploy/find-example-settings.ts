import { isExamplePractice } from '../../content/example-practice.ts'
import { CRISIS_LINE_CHECK_MS } from '../../content/operations/operation-checks.ts'
import type { crisisLines, practice, retentionSources } from '../../content/practice.ts'
import { defaultLanguage } from '../../forms/language.ts'
import { isExampleHost } from './find-config-faults.ts'

/** The settings of the practice, with its crisis lines, and with where its rules of retention come from. */
type Settings = typeof practice & {
  readonly crisisLines: typeof crisisLines
  readonly retentionSources: typeof retentionSources
}

/** The values by which the example practice is known. Whoever replaces the example replaces them all. */
export const EXAMPLE_COORDINATORS = ['robin-ashdown', 'camille-verdier', 'jules-hartwell']
const EXAMPLE_CHECK = '2026-11-01'

/** Finds the settings that are still the example’s, and the crisis lines that are missing, or that nobody checked within a year. */
export function findExampleSettings(settings: Settings, today: string): string[] {
  const stillExample = (where: string, value: string) =>
    isExamplePractice(value) || hasExampleAddress(value) || isFictionalPhone(value)
      ? [`${where}: “${value}” is the example’s`]
      : []
  return [
    ...stillExample('name', settings.name),
    ...stillExample('phone', settings.phone.reach),
    ...stillExample('email', settings.email),
    ...stillExample('mailFrom', settings.mailFrom),
    ...stillExample('discreetMailFrom', settings.discreetMailFrom),
    ...Object.values(settings.office).flatMap((office) => stillExample('office', office)),
    ...settings.coordinators.flatMap(({ id, name, email }) =>
      EXAMPLE_COORDINATORS.includes(id)
        ? [`coordinators: ${name} is the example’s`]
        : stillExample(`coordinators, ${name}`, email),
    ),
    ...settings.provinces.flatMap((province) =>
      settings.crisisLines.some(({ provinces }) => provinces.includes(province))
        ? []
        : [`crisisLines: none is for ${province}; add one that women and men there can call`],
    ),
    ...settings.crisisLines.flatMap(({ name, checkedOn }) => {
      if (checkedOn === EXAMPLE_CHECK)
        return [`crisisLines, ${name[defaultLanguage]}: dial it, then date it; ${checkedOn} is the example’s`]
      if (checkedOn > today)
        return [`crisisLines, ${name[defaultLanguage]}: it cannot have been checked on ${checkedOn}`]
      return Date.parse(today) - Date.parse(checkedOn) >= CRISIS_LINE_CHECK_MS
        ? [`crisisLines, ${name[defaultLanguage]}: nobody checked it since ${checkedOn}; dial it again`]
        : []
    }),
    ...settings.retentionSources.flatMap(({ source, checkedOn }) =>
      checkedOn === EXAMPLE_CHECK
        ? [
            `retentionSources, “${source[defaultLanguage]}”: compare retention with what your professions and provinces ask, then date it; \
${checkedOn} is the example’s`,
          ]
        : [],
    ),
  ]
}

/** An e-mail address at a domain that is reserved for examples. */
export const hasExampleAddress = (value: string): boolean =>
  [...value.matchAll(/@([a-z0-9.-]+)/gi)].some(([, host = '']) => isExampleHost(host.toLowerCase()))

/** A number that the North American plan keeps for fiction: 555 0100 to 555 0199. */
export const isFictionalPhone = (value: string): boolean => /555\D*01\d\d\b/.test(value)
