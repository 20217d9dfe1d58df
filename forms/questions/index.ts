import type { ZodType } from 'zod'
import { type Address, type AddressAnswer, address } from './address.ts'
import { type Choice, choice } from './choice.ts'
import { type Choices, choices } from './choices.ts'
import { type CalendarDate, date } from './date.ts'
import { type Email, email } from './email.ts'
import { type LongText, longText } from './long-text.ts'
import { type Name, name } from './name.ts'
import { type Phone, phone } from './phone.ts'
import type { Kind } from './question-base.ts'
import { type Text, text } from './text.ts'
import { type YesNoNotSure, type YesNoNotSureAnswer, yesNoNotSure } from './yes-no-not-sure.ts'

/** A question of any kind: plain data, so that a copy of what was asked can be kept with the answers. */
export type Question =
  | Text
  | Name
  | LongText
  | Email
  | Phone
  | CalendarDate
  | Choice
  | Choices
  | YesNoNotSure
  | Address

/** Every kind of question there is; `site/questions` has a component of the same name for each. */
export const kinds = { text, name, longText, email, phone, date, choice, choices, yesNoNotSure, address }

/** What an answer to a question is, by its kind and, for choices, its options. */
export type AnswerOf<Q extends Question> = Q extends Choice
  ? keyof Q['options'] & string
  : Q extends Choices
    ? readonly (keyof Q['options'] & string)[]
    : Q extends Address
      ? AddressAnswer
      : Q extends YesNoNotSure
        ? YesNoNotSureAnswer
        : string

/** How a form's file asks: `ask.phone({ label: … })`. */
export const ask = {
  text: asking<Text>()('text'),
  name: asking<Name>()('name'),
  longText: asking<LongText>()('longText'),
  email: asking<Email>()('email'),
  phone: asking<Phone>()('phone'),
  date: asking<CalendarDate>()('date'),
  choice: asking<Choice>()('choice'),
  choices: asking<Choices>()('choices'),
  yesNoNotSure: asking<YesNoNotSure>()('yesNoNotSure'),
  address: asking<Address>()('address'),
}

function asking<Q extends Question>() {
  return <K extends Q['kind']>(kind: K) =>
    <const Declared extends Omit<Q, 'kind'>>(declared: Declared): Declared & { readonly kind: K } => ({
      kind,
      ...declared,
    })
}

/** The kind of a question, with the two types that belong together tied to each other again. */
export const kindOf = (question: Question): Kind<Question, unknown> =>
  kinds[question.kind] as unknown as Kind<Question, unknown>

/** The question's schema, made once: zod schemas cost more to build than to run. */
export function schemaOf(question: Question): ZodType<unknown, unknown> {
  const known = schemas.get(question)
  if (known) return known
  const schema = kindOf(question).schema(question)
  schemas.set(question, schema)
  return schema
}

const schemas = new WeakMap<Question, ZodType<unknown, unknown>>()

/** The names of the fields that hold a question's answer: `birthDate-day`, … or just its own name. */
export const answerFields = (name: string, question: Question): string[] =>
  kindOf(question).parts.map((part) => fieldName(name, part))

/** Every field a question puts on the page: those of its answer and, where it may be left unsaid, why. */
export const fieldNames = (name: string, question: Question): string[] => [
  ...answerFields(name, question),
  ...(question.instead ? [insteadField(name)] : []),
]

/** The field of what is ticked in place of an answer. */
export const insteadField = (name: string): string => `${name}-instead`

/** The name of one part's field. */
export const fieldName = (name: string, part = ''): string => (part === '' ? name : `${name}-${part}`)
