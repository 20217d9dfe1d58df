import type { Language, Wording } from '../language.ts'
import { type AboutFile, rulesFirst, toCoordinator } from './to-coordinator.ts'
import type { Written } from './written.ts'

/** What happened in a file that its coordinator must know of before the next call: a kind and nothing more. */
export interface FileNews extends AboutFile {
  readonly news: keyof typeof kinds
}

const kinds = {
  authorised: {
    en: 'The parent has authorised the call to the other parent.',
    fr: 'Le parent a autorisé l’appel à l’autre parent.',
  },
  'authorised-frozen': {
    en: 'The parent has authorised the call to the other parent, but it has to wait. Do not call: the file says why.',
    fr: 'Le parent a autorisé l’appel à l’autre parent, mais il faut attendre. N’appelez pas : le dossier dit pourquoi.',
  },
  stopped: {
    en: 'The parent has stopped the authorisation. Do not call the other parent.',
    fr: 'Le parent a mis fin à l’autorisation. N’appelez pas l’autre parent.',
  },
  refused: {
    en: 'The parent said no to the call. Do not call the other parent.',
    fr: 'Le parent a dit non à l’appel. N’appelez pas l’autre parent.',
  },
  'other-declined': {
    en: 'The other parent declined the invitation. Make no more attempts, and do not tell the first parent.',
    fr: 'L’autre parent a décliné l’invitation. Ne faites plus aucune tentative, et n’en parlez pas au premier parent.',
  },
  'other-intake': {
    en: 'The other parent’s own intake has arrived.',
    fr: 'La demande de l’autre parent est arrivée.',
  },
} as const satisfies Record<string, Wording>

/** To the coordinator who leads the file. */
export const fileNewsMail = (file: FileNews, language: Language): Written =>
  toCoordinator(
    file,
    {
      subject: { en: `News of file ${file.reference}`, fr: `Du nouveau au dossier ${file.reference}` }[
        language
      ],
      lines: [kinds[file.news][language], rulesFirst[language]],
    },
    language,
  )
