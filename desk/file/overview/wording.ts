import type { overviewQuestions } from '../../../content/forms/overview-questions.ts'
import type { Wording } from '../../../forms/language.ts'

export const overviewWording = {
  title: { en: 'What the parents told us', fr: 'Ce que les parents ont dit' },
  notLoaded: {
    en: 'The contact rules are missing here. Do not call, write or leave a message until you’ve read them.',
    fr: 'Les règles de contact manquent ici. N’appelez pas, n’écrivez pas et ne laissez pas de message avant de les avoir lues.',
  },
  reach: { en: 'Reaching this parent', fr: 'Joindre ce parent' },
  showPhone: { en: 'Show the phone number', fr: 'Afficher le numéro' },
  hidePhone: { en: 'Hide it', fr: 'Masquer' },
  noUntilAsked: {
    en: 'Not answered, so no until you’ve asked:',
    fr: 'Sans réponse, donc non tant que vous n’avez pas posé la question :',
  },
  pressing: { en: 'What presses most', fr: 'Le plus pressant' },
  needs: { en: 'For meeting', fr: 'Pour se rencontrer' },
  children: { en: 'Children', fr: 'Enfants' },
  notSaid: { en: 'Nothing said yet about', fr: 'Rien de dit encore sur' },
  sessions: { en: 'Sessions', fr: 'Rencontres' },
  noSession: { en: 'None to come.', fr: 'Aucune à venir.' },
  bookOrSeeAll: { en: 'Book, or see all', fr: 'Réserver, ou tout voir' },
  seeAll: { en: 'See all', fr: 'Tout voir' },
  lastSession: { en: 'Last one', fr: 'La dernière' },
  aboutFile: { en: 'The file', fr: 'Le dossier' },
  recorded: {
    en: 'The file’s record shows that you saw this, and each number you open.',
    fr: 'L’historique du dossier indique que vous avez vu ceci, et chaque numéro que vous affichez.',
  },
} as const satisfies Record<string, Wording>

/** What an empty part of the overview is about, within “Nothing said yet about …”. */
export const overviewPartWording = {
  urgency: { en: 'how soon', fr: 'le délai' },
  pressing: { en: 'what presses most', fr: 'le plus pressant' },
  children: { en: 'children', fr: 'les enfants' },
  needs: { en: 'what they need for meeting', fr: 'ce qu’il faut pour se rencontrer' },
} as const satisfies Readonly<Partial<Record<keyof typeof overviewQuestions, Wording>>>

/** Says that pages were added since the intake was sent. */
export const buildAddedCountWording = (count: number, day: string): Wording => ({
  en: `${count === 1 ? '1 page' : `${count} pages`} added since, the last on ${day}`,
  fr: `${count === 1 ? '1 page ajoutée' : `${count} pages ajoutées`} depuis, la dernière le ${day}`,
})

/** Stands for the name of a child, whose place among the children is counted from 0. */
export const buildChildWording = (index: number): Wording => ({
  en: `Child ${index + 1}`,
  fr: `Enfant ${index + 1}`,
})
