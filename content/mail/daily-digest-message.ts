import type { Language } from '../../forms/language.ts'
import { contactRulesReminderWording, writeDeskLetter } from './coordinator-message.ts'
import type { Letter } from './letter-html.ts'

/** All that a digest tells: how much there is, and in which files. */
export interface DailyDigestFacts {
  /** How many new files, and their references: `2 (K7Q4-9MX2, M3X8-41TB)`. */
  readonly newFiles: string
  /** How many other news, and the references of their files. */
  readonly otherNews: string
  /** `https://…`, without a slash at the end. */
  readonly portalOrigin: string
}

/** Tells a coordinator once a day what could wait. The desk says what each is about. */
export const writeDailyDigestLetter = (facts: DailyDigestFacts, language: Language): Letter =>
  writeDeskLetter('today', facts, dailyDigestWording(facts)[language], language)

const dailyDigestWording = ({ newFiles, otherNews }: DailyDigestFacts) =>
  ({
    en: {
      subject: 'Your files since yesterday',
      lines: [
        `New files: ${newFiles}.`,
        `Other news: ${otherNews}.`,
        'What is urgent or about safety isn’t listed here: you got it at once.',
        contactRulesReminderWording.en,
      ],
    },
    fr: {
      subject: 'Vos dossiers depuis hier',
      lines: [
        `Nouveaux dossiers : ${newFiles}.`,
        `Autres nouvelles : ${otherNews}.`,
        'Ce qui est urgent ou touche la sécurité n’y figure pas : vous l’avez reçu tout de suite.',
        contactRulesReminderWording.fr,
      ],
    },
  }) satisfies Record<Language, object>
