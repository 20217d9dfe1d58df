import parsePhoneNumber from 'libphonenumber-js'
import * as z from 'zod/mini'
import { isExamplePractice } from '../../content/example-practice.ts'
import { CRISIS_LINE_CHECK_MS } from '../../content/operations/operation-checks.ts'
import { type TimeZone, timeZoneOptions } from '../../content/time/time-zones.ts'
import {
  defaultLanguage,
  type Language,
  languageNameWordingByLanguage,
  languages,
} from '../../forms/language.ts'
import { type Province, provinceNamesByAbbreviation } from '../../forms/provinces.ts'
import { hasExampleAddress, isFictionalPhone } from '../deploy/find-example-settings.ts'

/** What an answer means, or in a sentence why it cannot be taken. */
export type ParsedAnswer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: string }

/** A number to call or a host name to open, as pages show it and as they link it. */
export interface Reach {
  readonly reach: string
  readonly href: string
}

export const takeAnswer = <Value>(value: Value): ParsedAnswer<Value> => ({ ok: true, value })
export const refuseAnswer = (problem: string): ParsedAnswer<never> => ({ ok: false, problem })

/** A line of text that a person reads. */
export function parseLine(text: string): ParsedAnswer<string> {
  if (text.length > 160) return refuseAnswer(`Enter at most 160 characters; this has ${text.length}.`)
  if (/[\p{Cc}\p{Zl}\p{Zp}<>"\\]/u.test(text))
    return refuseAnswer('Enter one line of text, without < > " and \\.')
  return takeAnswer(text)
}

/** A name of the practice or of somebody in it. */
export function parseName(text: string): ParsedAnswer<string> {
  if (isExamplePractice(text)) return refuseAnswer('That is the example’s name. Enter your own.')
  if (!/\p{L}/u.test(text)) return refuseAnswer('Enter a name, with letters.')
  return text.length > 60 ? refuseAnswer('Enter at most 60 characters.') : parseLine(text)
}

export function parseEmail(text: string): ParsedAnswer<string> {
  if (!z.email().safeParse(text).success)
    return refuseAnswer('Enter an e-mail address, like name@your-domain.ca.')
  return hasExampleAddress(text)
    ? refuseAnswer('That domain is reserved for examples. Enter an address that receives e-mail.')
    : takeAnswer(text)
}

/** A number of the North American plan, with its area code. */
export function parsePhone(text: string): ParsedAnswer<Reach> {
  const number = parsePhoneNumber(text, 'CA')
  if (!number?.isValid() || number.countryCallingCode !== '1')
    return refuseAnswer('Enter a phone number with its area code, like 604 736 2211.')
  if (isFictionalPhone(text))
    return refuseAnswer('Numbers from 555 0100 to 555 0199 are for fiction. Enter yours.')
  const { nationalNumber } = number
  const groups = [nationalNumber.slice(0, 3), nationalNumber.slice(3, 6), nationalNumber.slice(6)]
  return takeAnswer({ reach: groups.join(' '), href: `tel:${number.number}` })
}

/** A crisis line: a phone number, three digits such as 811, seven that begin with 310 in some provinces, or a host name. */
export function parseReach(text: string): ParsedAnswer<Reach> {
  const digits = text.replace(/\D/g, '')
  if (/^(\d-?\d-?\d|310[ -]?\d{4})$/.test(text)) return takeAnswer({ reach: text, href: `tel:${digits}` })
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(text)) return takeAnswer({ reach: text, href: `https://${text}/` })
  const parsed = parsePhone(text)
  if (!parsed.ok)
    return refuseAnswer(
      'Enter a phone number, three digits such as 811, or a host name such as sheltersafe.ca.',
    )
  // Numbers that are free are known with their 1.
  const { reach, href } = parsed.value
  return takeAnswer({ reach: /^\+?1/.test(text) ? `1 ${reach}` : reach, href })
}

export function parseProvinces(text: string): ParsedAnswer<Province[]> {
  const found = splitList(text).map((part) => ({ part, province: findProvince(part) }))
  const unknown = found.find(({ province }) => !province)
  if (unknown || found.length === 0)
    return refuseAnswer(
      `${unknown ? `“${unknown.part}” is no province. ` : ''}Enter one or more, separated by commas, like BC, ON.`,
    )
  return takeAnswer([...new Set(found.flatMap(({ province }) => province ?? []))])
}

const findProvince = (text: string): Province | undefined =>
  (Object.keys(provinceNamesByAbbreviation) as Province[]).find((province) =>
    [province, ...Object.values(provinceNamesByAbbreviation[province])].some(
      (name) => name.toLowerCase() === text.toLowerCase(),
    ),
  )

export function parseLanguages(text: string): ParsedAnswer<Language[]> {
  const found = splitList(text).map((part) => languages.find((language) => isNameOfLanguage(part, language)))
  return found.length === 0 || found.includes(undefined)
    ? refuseAnswer(
        `Enter ${listLanguageNames().join(', ')}, or several separated by commas, the first one first.`,
      )
    : takeAnswer([...new Set(found.flatMap((language) => language ?? []))])
}

const isNameOfLanguage = (text: string, language: Language): boolean =>
  [language, ...Object.values(languageNameWordingByLanguage[language])].some(
    (name) => name.toLowerCase() === text.toLowerCase(),
  )

const listLanguageNames = (): string[] =>
  languages.map((language) => languageNameWordingByLanguage[language][defaultLanguage].toLowerCase())

/** A time zone of Canada, by its name or by a city that its name gives. */
export function parseTimeZone(text: string): ParsedAnswer<TimeZone> {
  const zones = Object.keys(timeZoneOptions) as TimeZone[]
  const matching = zones.filter((zone) =>
    [zone, timeZoneOptions[zone][defaultLanguage]].some((name) =>
      name.toLowerCase().includes(text.toLowerCase()),
    ),
  )
  const [first] = matching
  return first && (matching.length === 1 || first.toLowerCase() === text.toLowerCase())
    ? takeAnswer(first)
    : refuseAnswer(
        `Enter one of these, or a city in its name:\n${zones.map((zone) => `  ${zone}: ${timeZoneOptions[zone][defaultLanguage]}`).join('\n')}`,
      )
}

/** Whole numbers within limits. */
export const parseWhole =
  (min: number, max: number) =>
  (text: string): ParsedAnswer<number> =>
    /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max
      ? takeAnswer(Number(text))
      : refuseAnswer(`Enter a whole number from ${min} to ${max}.`)

export function parseYesOrNo(text: string): ParsedAnswer<boolean> {
  if (/^(y|yes)$/i.test(text)) return takeAnswer(true)
  return /^(n|no)$/i.test(text) ? takeAnswer(false) : refuseAnswer('Enter yes or no.')
}

export const parseColour = (text: string): ParsedAnswer<string> =>
  /^#?[0-9a-f]{6}$/i.test(text)
    ? takeAnswer(`#${text.replace('#', '').toLowerCase()}`)
    : refuseAnswer('Enter a colour as # and six digits, like #2f4a7c.')

/** The day on which somebody checked a crisis line. */
export function parseCheckedOn(text: string, today: string): ParsedAnswer<string> {
  const day = /^today$/i.test(text) ? today : text
  if (!z.iso.date().safeParse(day).success)
    return refuseAnswer('Enter the day as year, month and day, like 2026-12-01, or today.')
  if (day > today) return refuseAnswer(`${day} is still to come. Call the line first.`)
  return Date.parse(today) - Date.parse(day) >= CRISIS_LINE_CHECK_MS
    ? refuseAnswer(`${day} is more than a year ago. Call the line again.`)
    : takeAnswer(day)
}

/** Whether somebody answered yes. */
export function isYes(text: string | undefined): boolean {
  const parsed = parseYesOrNo(text ?? '')
  return parsed.ok && parsed.value
}

export const splitList = (text: string): string[] =>
  text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter(Boolean)
