import type { TimeZone } from '../../content/time/time-zones.ts'
import {
  defaultLanguage,
  getLanguageNameWithinLine,
  type Language,
  languages,
  type Wording,
} from '../../forms/language.ts'
import type { Province } from '../../forms/provinces.ts'
import { findDarkerChoice } from '../colours/derive-colours.ts'
import { EXAMPLE_COORDINATORS } from '../deploy/find-example-settings.ts'
import {
  isYes,
  type ParsedAnswer,
  parseCheckedOn,
  parseColour,
  parseEmail,
  parseLanguages,
  parseLine,
  parseName,
  parsePhone,
  parseProvinces,
  parseReach,
  parseTimeZone,
  parseWhole,
  parseYesOrNo,
  refuseAnswer,
  splitList,
  takeAnswer,
} from './parse-answer.ts'
import { parseTimeRange, parseWeeklyHours } from './parse-hours.ts'

/** Answers as they were entered, by the key of their question. An empty one is left for later. */
export type Entry = Record<string, string>

/** All answers as they were entered, in the shape of the answers file. */
export interface EnteredAnswers {
  readonly practice: Entry
  readonly coordinators: Entry[]
  /** For each crisis line of the example, the day on which somebody checked it, or `remove`; by what one dials. */
  readonly checkedLines: Entry
  readonly addedLines: Entry[]
}

/** What an answer is judged beside. */
export interface AnswerContext {
  readonly answers: EnteredAnswers
  /** The answers about the same coordinator or line. */
  readonly entry: Entry
  /** Today, as ISO 8601. */
  readonly today: string
}

export interface SettingQuestion<Value> {
  readonly ask: string
  /** What Enter alone answers. */
  readonly offered?: string
  /** Whether it cannot be left for later. */
  readonly isNeeded?: boolean
  readonly parse: (text: string, context: AnswerContext) => ParsedAnswer<Value>
}

/** A question that is asked in every language, since families read the answer. */
interface WordingQuestion {
  readonly ask: string
  readonly isNeeded?: boolean
  readonly parseIn: (text: string, language: Language, context: AnswerContext) => ParsedAnswer<string>
}

export type AnyQuestion = SettingQuestion<unknown> | WordingQuestion

/** What the answers of a list of questions mean, by their keys; without those left for later. */
export type ValuesOf<Questions extends Readonly<Record<string, AnyQuestion>>> = {
  readonly [Key in keyof Questions]?: Questions[Key] extends SettingQuestion<infer Value>
    ? Value
    : Partial<Wording>
}

/**
 * Lists a question with the key of its answer; one that is asked in every language once for each: `office-en`, `office-fr`.
 */
export const expandQuestion = (key: string, question: AnyQuestion): [string, SettingQuestion<unknown>][] =>
  'parse' in question
    ? [[key, question]]
    : languages.map((language) => [
        buildWordingKey(key, language),
        {
          ...question,
          ask:
            language === defaultLanguage
              ? `${question.ask}, in ${getLanguageNameWithinLine(language, defaultLanguage)}`
              : `The same in ${getLanguageNameWithinLine(language, defaultLanguage)}`,
          parse: (text, context) => question.parseIn(text, language, context),
        },
      ])

const buildWordingKey = (key: string, language: Language): string => `${key}-${language}`

export const practiceQuestions = {
  name: { ask: 'The name of the practice, as families know it', parse: parseName },
  provinces: { ask: 'The provinces it works in, like BC, ON', parse: parseProvinces },
  phone: { ask: 'The phone number that families call', parse: parsePhone },
  phoneHours: { ask: 'When somebody answers it on weekdays, like 9:00-17:00', parse: parseTimeRange },
  timeZone: { ask: 'The time zone of these hours: a city in it, like Vancouver', parse: parseZoneOfHours },
  email: { ask: 'The e-mail address that families write to', parse: parseEmail },
  senderAddress: {
    ask: 'The address from which the portal writes to coordinators, at a domain verified with Resend',
    parse: parseEmail,
  },
  discreetName: {
    ask: 'The name from which it writes to parents. It tells nothing of what you do, like J. H. Office',
    parse: parseDiscreetName,
  },
  discreetAddress: {
    ask: 'The address from which it writes to parents, at another domain that tells nothing either',
    parse: parseDiscreetAddress,
  },
  office: { ask: 'Where families meet you in person', parseIn: parseLine },
  officeProvinces: {
    ask: 'The provinces whose families can get there, like BC. Others are offered no time in person',
    parse: parseOwnProvinces,
  },
  hourlyFee: { ask: 'Dollars for an hour, before tax', parse: parseWhole(1, 2000) },
  changeWorkingDays: {
    ask: 'Working days before a session until which it can be moved or cancelled without charge',
    parse: parseWhole(1, 30),
  },
  answersWithinDays: {
    ask: 'Working days within which somebody answers a new intake',
    parse: parseWhole(2, 30),
  },
  worksInPairs: {
    ask: 'Does a mental-health professional lead each file, and a lawyer assist? yes or no',
    parse: parseYesOrNo,
  },
  takesFamiliesWithoutDocument: {
    ask: 'May a family start without a parenting plan, order or agreement? yes or no',
    parse: parseYesOrNo,
  },
  mainColour: {
    ask: 'The colour of links and buttons, dark enough to read, like #2f4a7c',
    parse: parseContrastingColour('main'),
  },
  accentColour: {
    ask: 'The colour of marks and edges, like #a8552a',
    parse: parseContrastingColour('accent'),
  },
} as const satisfies Record<string, AnyQuestion>

const needed = { isNeeded: true } as const

export const coordinatorQuestions = {
  name: { ...needed, ask: 'The name of a coordinator', parse: parseCoordinatorName },
  email: { ...needed, ask: 'The e-mail address with which they sign in', parse: parseOwnEmail },
  licence: {
    ...needed,
    ask: 'Their licence as families read it, like Psychologist',
    parseIn: parseLine,
  },
  profession: { ...needed, ask: 'Their profession: mental-health or law', parse: parseProfession },
  languages: {
    ...needed,
    ask: 'The languages they work in, the first one first, like English, French',
    parse: parseLanguages,
  },
  provinces: { ...needed, ask: 'The provinces they work in, like BC, ON', parse: parseOwnProvinces },
  timeZone: { ...needed, ask: 'Their time zone: a city in it, like Vancouver', parse: parseTimeZone },
  hours: {
    ...needed,
    ask: 'When they meet families, like Mon-Fri 9:00-12:00, 13:00-16:30; Tue 17:00-20:00',
    parse: parseWeeklyHours,
  },
  capacity: {
    ...needed,
    ask: 'How many open files they can carry',
    offered: '12',
    parse: parseWhole(1, 1000),
  },
  administrator: {
    ...needed,
    ask: 'Do they see every file, and assign those that fit nobody? yes or no',
    parse: parseYesOrNo,
  },
  privacyOfficer: {
    ...needed,
    ask: 'Are they the privacy officer, who answers people about what you hold of them? yes or no',
    parse: parseYesOrNo,
  },
  another: { ...needed, ask: 'Is there another coordinator? yes or no', parse: parseAnotherCoordinator },
} as const satisfies Record<string, AnyQuestion>

/** The question whether there is a line to add, and those about each. */
export const addLineQuestion: SettingQuestion<boolean> = {
  ask: 'Is there a crisis line to add, for your provinces? yes or no',
  offered: 'no',
  parse: parseYesOrNo,
}
export const addedLineQuestions = {
  name: { ...needed, ask: 'Its name', parseIn: parseLine },
  reach: { ...needed, ask: 'What one dials, or the host name of its site', parse: parseReach },
  languages: { ...needed, ask: 'The languages in which it answers', parse: parseLanguages },
  note: {
    ...needed,
    ask: 'For whom and when, like Alberta, women and men, day and night',
    parseIn: parseNote,
  },
  provinces: {
    ...needed,
    ask: 'The provinces it serves, or all',
    offered: 'all',
    parse: parseServedProvinces,
  },
  checkedOn: {
    ...needed,
    ask: 'The day on which you called it and it answered, like 2026-12-01, or today',
    parse: (text: string, { today }: AnswerContext) => parseCheckedOn(text, today),
  },
  another: { ...needed, ask: 'Is there another line to add? yes or no', offered: 'no', parse: parseYesOrNo },
} as const satisfies Record<string, AnyQuestion>

/** What to do with a crisis line of the example: the day on which it was checked, or to remove it. */
export type CheckedLine = { readonly checkedOn: string } | 'removed'

/** What one dials, or a host name, as the answers file writes it: with plain spaces. */
export const writeReach = ({ reach }: { readonly reach: string }): string => reach.replaceAll('\u00a0', ' ')

/** Asks about a crisis line of the example. The first two stand for all of Canada, and stay. */
export const buildCheckedLineQuestion = (line: {
  readonly name: Wording
  reach: string
}): SettingQuestion<CheckedLine> => {
  const canRemove = !['911', '9-8-8'].includes(line.reach)
  return {
    ask: `${line.name[defaultLanguage]}, ${writeReach(line)}: the day on which you called or opened it and it answered, like 2026-12-01 or today${canRemove ? ', or remove' : ''}`,
    parse: (text, { today }) => {
      if (canRemove && /^remove$/i.test(text)) return takeAnswer('removed')
      const parsed = parseCheckedOn(text, today)
      return parsed.ok ? takeAnswer({ checkedOn: parsed.value }) : parsed
    },
  }
}

function parseDiscreetName(text: string, { answers }: AnswerContext): ParsedAnswer<string> {
  const name = (answers.practice.name ?? '').toLowerCase()
  const telling = /parent|famil|coordinat|divorc|separat|child|enfant|mediat|médiat/i.exec(text)?.[0]
  if (telling)
    return refuseAnswer(`“${telling}” tells whoever sees the e-mail what it is about. Leave it out.`)
  return name && text.toLowerCase().includes(name)
    ? refuseAnswer(
        'That is the name of the practice, which tells what the e-mail is about. Enter another one.',
      )
    : parseName(text)
}

function parseDiscreetAddress(text: string, { answers }: AnswerContext): ParsedAnswer<string> {
  const telling = /parent|famil|coordinat|divorc|separat|child|enfant|mediat/i.exec(text)?.[0]
  if (telling)
    return refuseAnswer(`“${telling}” tells whoever sees the e-mail what it is about. Leave it out.`)
  const host = (address = '') => address.split('@')[1]?.toLowerCase()
  return host(text) === host(answers.practice.senderAddress) || host(text) === host(answers.practice.email)
    ? refuseAnswer('That domain leads to your practice. Use another one.')
    : parseEmail(text)
}

function parseCoordinatorName(text: string, { answers, entry }: AnswerContext): ParsedAnswer<string> {
  const parsed = parseName(text)
  if (!parsed.ok) return parsed
  const id = createCoordinatorId(text)
  if (!/[a-z]/.test(id)) return refuseAnswer('Enter a name with letters from a to z in it.')
  if (EXAMPLE_COORDINATORS.includes(id))
    return refuseAnswer('That is somebody of the example. Add a middle name.')
  return listEarlier(answers, entry).some((other) => createCoordinatorId(other.name ?? '') === id)
    ? refuseAnswer(
        'Somebody else has that name already. Add a middle name, so that the record tells them apart.',
      )
    : parsed
}

/** The coordinators before one. */
const listEarlier = ({ coordinators }: EnteredAnswers, entry: Entry): Entry[] =>
  coordinators.slice(0, coordinators.indexOf(entry))

/** The id of a coordinator in the record: `noor-haddad`. */
export const createCoordinatorId = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '')

function parseOwnEmail(text: string, { answers, entry }: AnswerContext): ParsedAnswer<string> {
  const isTaken = listEarlier(answers, entry).some(
    (other) => other.email?.toLowerCase() === text.toLowerCase(),
  )
  return isTaken ? refuseAnswer('Somebody else signs in with that address already.') : parseEmail(text)
}

function parseProfession(text: string): ParsedAnswer<'mental-health' | 'law'> {
  const profession = (['mental-health', 'law'] as const).find((each) => each === text.toLowerCase())
  return profession ? takeAnswer(profession) : refuseAnswer('Enter mental-health or law.')
}

/** Provinces of a coordinator or of the office, which are among those of the practice. */
function parseOwnProvinces(text: string, { answers }: AnswerContext): ParsedAnswer<Province[]> {
  const [own, ofPractice] = [parseProvinces(text), parseProvinces(answers.practice.provinces ?? '')]
  if (!own.ok || !ofPractice.ok) return own
  const outside = own.value.filter((province) => !ofPractice.value.includes(province))
  return outside.length > 0
    ? refuseAnswer(
        `The practice doesn’t work in ${outside.join(', ')}; you entered ${ofPractice.value.join(', ')}.`,
      )
    : own
}

/** What a line is for. If it answers in one language alone, the note says in which. */
function parseNote(text: string, language: Language, { entry }: AnswerContext): ParsedAnswer<string> {
  const answered = parseLanguages(entry.languages ?? '')
  const [only, ...others] = answered.ok ? answered.value : []
  const name = only && getLanguageNameWithinLine(only, language)
  return name && others.length === 0 && !text.includes(name)
    ? refuseAnswer(`The line answers in one language alone. Say so, with the word ${name}.`)
    : parseLine(text)
}

/** The time zone of the hours in which somebody answers, which says nothing without them. */
function parseZoneOfHours(text: string, { entry }: AnswerContext): ParsedAnswer<TimeZone> {
  return entry.phoneHours
    ? parseTimeZone(text)
    : refuseAnswer('These hours have no answer yet. Enter them first, or leave both for later.')
}

/** The provinces that a line serves; none for all of Canada. */
function parseServedProvinces(text: string): ParsedAnswer<Province[]> {
  return splitList(text).some((part) => part.toLowerCase() === 'all') ? takeAnswer([]) : parseProvinces(text)
}

/** The last coordinator may only be the last if one of them is an administrator, and one the privacy officer. */
function parseAnotherCoordinator(text: string, { answers }: AnswerContext): ParsedAnswer<boolean> {
  const parsed = parseYesOrNo(text)
  if (!parsed.ok || parsed.value) return parsed
  const has = (key: 'administrator' | 'privacyOfficer') =>
    answers.coordinators.some((entry) => isYes(entry[key]))
  if (!has('administrator'))
    return refuseAnswer(
      'Nobody sees every file yet. Go back and let somebody, or enter yes and add somebody who does.',
    )
  return has('privacyOfficer')
    ? parsed
    : refuseAnswer('Nobody is the privacy officer yet. Go back and name somebody, or enter yes and add them.')
}

/** A colour in which text, or an edge, can be read on every ground of the site. */
function parseContrastingColour(which: 'main' | 'accent') {
  return (text: string, { answers }: AnswerContext): ParsedAnswer<string> => {
    const parsed = parseColour(text)
    if (!parsed.ok) return parsed
    const main = parseColour(answers.practice.mainColour ?? '')
    const chosen = { main: main.ok ? main.value : '#000000', accent: '#000000', [which]: parsed.value }
    const darker = findDarkerChoice(chosen, which)
    return darker
      ? refuseAnswer(
          `${parsed.value} is too light to be read on our pages. A darker one of its kind is ${darker}.`,
        )
      : parsed
  }
}
