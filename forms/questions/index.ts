import type { ZodMiniType } from 'zod/mini'
import { type AddressAnswer, type AddressQuestion, addressQuestionKind } from './address.ts'
import { type ChoiceQuestion, choiceQuestionKind } from './choice.ts'
import { type ChoicesQuestion, choicesQuestionKind } from './choices.ts'
import { type DateQuestion, dateQuestionKind } from './date.ts'
import { type EmailQuestion, emailQuestionKind } from './email.ts'
import { type LongTextQuestion, longTextQuestionKind } from './long-text.ts'
import { type NameQuestion, nameQuestionKind } from './name.ts'
import { type PhoneQuestion, phoneQuestionKind } from './phone.ts'
import type { QuestionKind } from './question-base.ts'
import { type TextQuestion, textQuestionKind } from './text.ts'
import { type TimeZoneQuestion, timeZoneQuestionKind } from './time-zone.ts'
import {
  type YesNoNotSureAnswer,
  type YesNoNotSureQuestion,
  yesNoNotSureQuestionKind,
} from './yes-no-not-sure.ts'

/** A question of any kind. It is plain data, so that a copy of what was asked can be stored with the answers. */
export type Question =
  | TextQuestion
  | NameQuestion
  | LongTextQuestion
  | EmailQuestion
  | PhoneQuestion
  | DateQuestion
  | ChoiceQuestion
  | ChoicesQuestion
  | YesNoNotSureQuestion
  | AddressQuestion
  | TimeZoneQuestion

/** Every kind of question. `site/questions` has a component of the same name for each. */
export const questionKindsByName = {
  text: textQuestionKind,
  name: nameQuestionKind,
  longText: longTextQuestionKind,
  email: emailQuestionKind,
  phone: phoneQuestionKind,
  date: dateQuestionKind,
  choice: choiceQuestionKind,
  choices: choicesQuestionKind,
  yesNoNotSure: yesNoNotSureQuestionKind,
  address: addressQuestionKind,
  timeZone: timeZoneQuestionKind,
}

/** The type of a question's answer, from its kind and, for choices, its options. */
export type AnswerOf<Q extends Question> = Q extends ChoiceQuestion
  ? keyof Q['options'] & string
  : Q extends ChoicesQuestion
    ? readonly (keyof Q['options'] & string)[]
    : Q extends AddressQuestion
      ? AddressAnswer
      : Q extends YesNoNotSureQuestion
        ? YesNoNotSureAnswer
        : string

/** Declares a question of a kind: `ask.phone({ label: … })`. */
export const ask = {
  text: questionDeclarer<TextQuestion>()('text'),
  name: questionDeclarer<NameQuestion>()('name'),
  longText: questionDeclarer<LongTextQuestion>()('longText'),
  email: questionDeclarer<EmailQuestion>()('email'),
  phone: questionDeclarer<PhoneQuestion>()('phone'),
  date: questionDeclarer<DateQuestion>()('date'),
  choice: questionDeclarer<ChoiceQuestion>()('choice'),
  choices: questionDeclarer<ChoicesQuestion>()('choices'),
  yesNoNotSure: questionDeclarer<YesNoNotSureQuestion>()('yesNoNotSure'),
  address: questionDeclarer<AddressQuestion>()('address'),
  timeZone: questionDeclarer<TimeZoneQuestion>()('timeZone'),
}

function questionDeclarer<Q extends Question>() {
  return <K extends Q['kind']>(kind: K) =>
    <const Declared extends Omit<Q, 'kind'>>(declared: Declared): Declared & { readonly kind: K } => ({
      kind,
      ...declared,
    })
}

/**
 * The kind of a question. A union of kinds cannot say which answer type belongs to which question; the cast says it.
 */
export const getQuestionKind = (question: Question): QuestionKind<Question, unknown> =>
  questionKindsByName[question.kind] as unknown as QuestionKind<Question, unknown>

/** The question's schema, cached because zod schemas cost more to build than to run. */
export function getAnswerSchema(question: Question): ZodMiniType<unknown, unknown> {
  const cachedSchema = schemaCache.get(question)
  if (cachedSchema) return cachedSchema
  const schema = getQuestionKind(question).schema(question)
  schemaCache.set(question, schema)
  return schema
}

const schemaCache = new WeakMap<Question, ZodMiniType<unknown, unknown>>()

/** The names of the fields that hold a question's answer: `birthDate-day`, …, or the question's own name. */
export const getAnswerFieldNames = (name: string, question: Question): string[] =>
  getQuestionKind(question).parts.map((part) => getPartFieldName(name, part))

/**
 * The names of all fields that a question puts on the page: those of its answer, and, if it has any, its opt-outs and
 * what is confirmed.
 */
export const getQuestionFieldNames = (name: string, question: Question): string[] => [
  ...getAnswerFieldNames(name, question),
  ...(question.optOuts ? [getOptOutFieldName(name)] : []),
  ...(getQuestionKind(question).doubt ? [getConfirmedFieldName(name)] : []),
]

/** The name of the hidden field with what was typed when the page asked about it. */
export const getConfirmedFieldName = (name: string): string => `${name}-confirmed`

/** The name of the field that holds a question's ticked opt-outs. */
export const getOptOutFieldName = (name: string): string => `${name}-instead`

/** The name of the field for one part of a question; a question of one part has the empty part. */
export const getPartFieldName = (name: string, part = ''): string => (part === '' ? name : `${name}-${part}`)
