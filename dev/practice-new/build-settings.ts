import { type crisisLines, type practice, practiceColours } from '../../content/practice.ts'
import { type TimeZone, timeZoneOptions } from '../../content/time/time-zones.ts'
import { buildWording, type Language, type Wording } from '../../forms/language.ts'
import { deriveColours } from '../colours/derive-colours.ts'
import type { AnsweredPractice } from './answers.ts'
import type { Hours } from './parse-hours.ts'
import { createCoordinatorId, writeReach } from './questions.ts'

/** The code that replaces what stands in content/practice.ts: of constants, of single settings, and of whole lists. */
export interface NewSettings {
  readonly constants: Readonly<Record<string, string>>
  readonly practice: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, string>>
}

/** The settings of before, which answers left for later do not change. */
export interface SettingsBefore {
  readonly practice: typeof practice
  readonly crisisLines: typeof crisisLines
}

/** Builds the code of every setting that was answered. */
export function buildSettings(answered: AnsweredPractice, before: SettingsBefore): NewSettings {
  const { practice: given, coordinators } = answered
  const name = given.name ?? before.practice.name
  const sender = given.senderAddress ?? readAddress(before.practice.mailFrom)
  const discreetName = given.discreetName ?? before.practice.discreetMailFrom.replace(/ <.*$/, '')
  const discreetAddress = given.discreetAddress ?? readAddress(before.practice.discreetMailFrom)
  return {
    constants: encodeEach({ HOURLY_FEE: given.hourlyFee }),
    practice: {
      ...encodeEach({
        name: given.name,
        phone: given.phone,
        phoneHours:
          given.phoneHours &&
          buildPhoneHours(given.phoneHours, given.timeZone ?? before.practice.phoneAnswered.timeZone),
        phoneAnswered: given.phoneHours && {
          ...given.phoneHours,
          timeZone: given.timeZone ?? before.practice.phoneAnswered.timeZone,
        },
        officeProvinces: given.officeProvinces,
        changeWorkingDays: given.changeWorkingDays,
        email: given.email,
        mailFrom: given.name || given.senderAddress ? formatSender(name, sender) : undefined,
        discreetMailFrom:
          given.discreetName || given.discreetAddress
            ? formatSender(discreetName, discreetAddress)
            : undefined,
        provinces: given.provinces,
        worksInPairs: given.worksInPairs,
        takesFamiliesWithoutDocument: given.takesFamiliesWithoutDocument,
        answersWithinDays: given.answersWithinDays,
        office: completeWording(given.office, before.practice.office),
      }),
      ...(coordinators.length > 0 && {
        coordinators: `[${coordinators.map(encodeCoordinator).join(', ')}]`,
      }),
    },
    values: encodeEach({
      crisisLines: buildCrisisLines(answered, before),
      practiceColours: buildColours(given.mainColour, given.accentColour),
    }),
  }
}

const encodeEach = (values: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, JSON.stringify(value)]],
    ),
  )

const readAddress = (sender: string): string => /<(.*)>/.exec(sender)?.[1] ?? sender

/** `Juniper Hill <intake@juniper-hill.ca>`; a name with what RFC 5322 calls specials in quotation marks. */
const formatSender = (name: string, address: string): string =>
  /[(),.:;@[\]]/.test(name) && !/^[\p{L}\p{N}. ]+$/u.test(name)
    ? `"${name}" <${address}>`
    : `${name} <${address}>`

/** Adds to what was answered, in some languages, what stood there before; undefined when nothing was answered. */
function completeWording(given: Partial<Wording> | undefined, before: Wording): Wording | undefined {
  const isGiven = Object.values(given ?? {}).some((line) => line !== undefined)
  return isGiven ? buildWording((language) => given?.[language] ?? before[language]) : undefined
}

/** Writes when somebody answers the phone, in every language. */
const buildPhoneHours = ({ from, until }: Pick<Hours, 'from' | 'until'>, timeZone: string): Wording =>
  buildWording((language) =>
    phoneHoursWriters[language](
      from.split(':').map(Number),
      until.split(':').map(Number),
      timeZoneOptions[timeZone as TimeZone][language].replace(/ \(.*$/, ''),
    ),
  )

type PhoneHoursWriter = (from: readonly number[], until: readonly number[], timeZone: string) => string

const phoneHoursWriters: Readonly<Record<Language, PhoneHoursWriter>> = {
  en: (from, until, timeZone) =>
    `Someone answers on weekdays from ${formatEnglishTime(from)} to ${formatEnglishTime(until)}, ${timeZone}.`,
  fr: (from, until, timeZone) =>
    `Nous répondons en semaine de ${formatFrenchTime(from)} à ${formatFrenchTime(until)}, ${timeZone[0]?.toLowerCase()}${timeZone.slice(1)}.`,
}

/** `9 a.m.`, `12:30 p.m.` */
function formatEnglishTime([hour = 0, minute = 0]: readonly number[]): string {
  const minutes = minute === 0 ? '' : `:${minute}`
  return `${hour % 12 || 12}${minutes} ${hour % 24 < 12 ? 'a.m.' : 'p.m.'}`
}

/** `9 h`, `12 h 30` */
const formatFrenchTime = ([hour = 0, minute = 0]: readonly number[]): string =>
  `${hour}\u00a0h${minute === 0 ? '' : `\u00a0${minute}`}`

type AnsweredCoordinator = AnsweredPractice['coordinators'][number]

const encodeCoordinator = (answered: AnsweredCoordinator): string => {
  const { name = '', hours = [] } = answered
  const fields = encodeEach({
    id: createCoordinatorId(name),
    name,
    credentials: answered.licence,
    email: answered.email,
    profession: answered.profession,
    languages: answered.languages,
    provinces: answered.provinces,
  })
  const weekly = hours.map(
    ({ weekdays, from, until }) =>
      `...hoursOn(${JSON.stringify(weekdays)}, ${JSON.stringify(from)}, ${JSON.stringify(until)})`,
  )
  return `{
    ${Object.entries(fields)
      .map(([key, code]) => `${key}: ${code},`)
      .join('\n')}
    availability: {
      ...sharedAvailability,
      timeZone: ${JSON.stringify(answered.timeZone)},
      weekly: [${weekly.join(', ')}],
    },
    capacity: ${answered.capacity},${answered.administrator ? '\nadministrator: true,' : ''}${answered.privacyOfficer ? '\nprivacyOfficer: true,' : ''}
  }`
}

/** The lines that stay, with the day on which each was checked, and those added; undefined if nothing was answered. */
function buildCrisisLines(
  { practice: given, checkedLines, addedLines }: AnsweredPractice,
  { crisisLines: lines }: SettingsBefore,
): unknown {
  if (checkedLines.size === 0 && addedLines.length === 0 && !given.provinces) return undefined
  const added = addedLines.map((line) => ({
    name: line.name,
    ...line.reach,
    note: line.note,
    languages: line.languages,
    provinces: line.provinces,
    checkedOn: line.checkedOn,
  }))
  const remaining = lines.flatMap((line) => {
    const { href, provinces } = line
    const serves =
      !given.provinces || provinces.length === 0 || provinces.some((each) => given.provinces?.includes(each))
    const checked = checkedLines.get(href)
    const isReplaced = addedLines.some((each) => each.reach?.href === href)
    if (!serves || isReplaced || checked === 'removed') return []
    return [
      {
        ...line,
        reach: writeReach(line),
        provinces: provinces.filter((each) => !given.provinces || given.provinces.includes(each)),
        ...checked,
      },
    ]
  })
  return [...remaining, ...added]
}

/** Derives the colours if both were chosen; with one of them, the example's other one stays. */
function buildColours(main: string | undefined, accent: string | undefined): unknown {
  if (!main && !accent) return undefined
  return deriveColours({
    main: main ?? practiceColours.light.pine,
    accent: accent ?? practiceColours.light.lantern,
  })
}
