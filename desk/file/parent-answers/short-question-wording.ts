import type { IntakeQuestionName, overviewQuestions } from '../../../content/forms/overview-questions.ts'
import type { Wording } from '../../../forms/language.ts'
import type { contactRuleQuestions } from './intake-layout.ts'

type ShortQuestion =
  | (typeof contactRuleQuestions)[number]
  | (typeof overviewQuestions)['reach' | 'reachNotes' | 'needs'][number]

/** What the desk calls a question whose label on the form is a whole sentence to a parent. */
export const shortQuestionWording = {
  noContactOrder: { en: 'No-contact order', fr: 'Ordonnance sans contact' },
  phone: { en: 'Number', fr: 'Numéro' },
  email: { en: 'Address', fr: 'Adresse' },
  alternateName: { en: 'Someone to ask', fr: 'Personne à joindre' },
  alternatePhone: { en: 'Their number', fr: 'Son numéro' },
  alternateKnows: { en: 'They know of us', fr: 'Cette personne est au courant' },
  phoneSafe: { en: 'Call', fr: 'Appeler' },
  textSafe: { en: 'Text', fr: 'Texto' },
  messageSafe: { en: 'Leave a message', fr: 'Laisser un message' },
  sayWho: { en: 'Say who’s calling', fr: 'Dire qui appelle' },
  emailSafe: { en: 'E-mail', fr: 'Courriel' },
  phoneUse: { en: 'The phone', fr: 'Le téléphone' },
  safeCallTime: { en: 'A call is safe', fr: 'Appel sûr' },
  safeTimes: { en: 'Safe times', fr: 'Moments sûrs' },
  contactRules: { en: 'Also', fr: 'Aussi' },
  otherMustNotLearn: { en: 'Keep from the other parent', fr: 'À taire à l’autre parent' },
  interpreter: { en: 'Interpreter', fr: 'Interprète' },
  accessibility: { en: 'Easier to take part', fr: 'Pour faciliter' },
  separateArrival: { en: 'Arrive apart', fr: 'Arriver à part' },
  meetBy: { en: 'Can meet', fr: 'Rencontre' },
  firstSession: { en: 'Session preferred', fr: 'Rencontre préférée' },
  language: { en: 'Language', fr: 'Langue' },
  pronouns: { en: 'Pronouns', fr: 'Pronoms' },
} as const satisfies Readonly<Record<ShortQuestion & IntakeQuestionName, Wording>>
