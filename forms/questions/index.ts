import type { ZodType } from 'zod'
import { type AddressAnswer, type AddressQuestion, addressKind } from './address.ts'
import { type ChoiceQuestion, choiceKind } from './choice.ts'
import { type ChoicesQuestion, choicesKind } from './choices.ts'
import { type DateQuestion, dateKind } from './date.ts'
import { type EmailQuestion, emailKind } from './email.ts'
import { type LongTextQuestion, longTextKind } from './long-text.ts'
import { type NameQuestion, nameKind } from './name.ts'
import { type PhoneQuestion, phoneKind } from './phone.ts'
import type { QuestionKind } from './question-base.ts'
import { type TextQuestion, textKind } from './text.ts'
import { type YesNoNotSureAnswer, type YesNoNotSureQuestion, yesNoNotSureKind } from './yes-no-not-sure.ts'

/** A question of any kind: plain data, so that a copy of what was asked can be stored with the answers. */
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

/** Every kind of question there is; `site/questions` has a component of the same name for each. */
export const questionKinds = {
  text: textKind,
  name: nameKind,
  longText: longTextKind,
  email: emailKind,
  phone: phoneKind,
  date: dateKind,
  choice: choiceKind,
  choices: choicesKind,
  yesNoNotSure: yesNoNotSureKind,
  address: addressKind,
}

/** What an answer to a question is, by its kind and, for choices, its options. */
export type AnswerOf<Q extends Question> = Q extends ChoiceQuestion
  ? keyof Q['options'] & string
  : Q extends ChoicesQuestion
    ? readonly (keyof Q['options'] & string)[]
    : Q extends AddressQuestion
      ? AddressAnswer
      : Q extends YesNoNotSureQuestion
        ? YesNoNotSureAnswer
        : string

/** How a form's file asks: `ask.phone({ label: … })`. */
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
}

function questionDeclarer<Q extends Question>() {
  return <K extends Q['kind']>(kind: K) =>
    <const Declared extends Omit<Q, 'kind'>>(declared: Declared): Declared & { readonly kind: K } => ({
      kind,
      ...declared,
    })
}

/** The kind of a question, with the two types that belong together tied to each other again. */
export const getQuestionKind = (question: Question): QuestionKind<Question, unknown> =>
  questionKinds[question.kind] as unknown as QuestionKind<Question, unknown>

/** The question's schema, made once: zod schemas cost more to build than to run. */
export function getAnswerSchema(question: Question): ZodType<unknown, unknown> {
  const cachedSchema = schemaCache.get(question)
  if (cachedSchema) return cachedSchema
  const schema = getQuestionKind(question).schema(question)
  schemaCache.set(question, schema)
  return schema
}

const schemaCache = new WeakMap<Question, ZodType<unknown, unknown>>()

/** The names of the fields that hold a question's answer: `birthDate-day`, … or just its own name. */
export const answerFieldNames = (name: string, question: Question): string[] =>
  getQuestionKind(question).parts.map((part) => partFieldName(name, part))

/** Every field a question puts on the page: those of its answer and, where it may be left unsaid, why. */
export const questionFieldNames = (name: string, question: Question): string[] => [
  ...answerFieldNames(name, question),
  ...(question.optOuts ? [optOutFieldName(name)] : []),
]

/** The field of what is ticked in place of an answer. */
export const optOutFieldName = (name: string): string => `${name}-instead`

/** The name of one part's field. */
export const partFieldName = (name: string, part = ''): string => (part === '' ? name : `${name}-${part}`)
