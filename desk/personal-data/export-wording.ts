import type { Wording } from '../../forms/language.ts'

/** How what is held of a parent is given to them. What it says is in `content/personal-data/export-wording.ts`. */
export const exportWording = {
  give: { en: 'Export', fr: 'Exporter' },
  withSafety: {
    en: 'Also what they told about safety',
    fr: 'Aussi ce qui a été dit sur la sécurité',
  },
  giveMeans: {
    en: 'In their language, and it says what it leaves out: what the other parent told, and notes. Ask the lead coordinator to read those first, since they may tell of both. It’s recorded.',
    fr: 'Dans sa langue, en disant ce qui n’y est pas : ce que l’autre parent a dit, et les notes. Demandez à la personne responsable du dossier de les relire d’abord, car elles peuvent parler des deux. C’est consigné.',
  },
  prepare: { en: 'Prepare it', fr: 'La préparer' },
  page: { en: 'A page to read', fr: 'Une page à lire' },
  json: {
    en: 'The same as JSON',
    fr: 'La même en JSON',
  },
  ready: {
    en: 'Ready, until you leave the page:',
    fr: 'C’est prêt, tant que vous restez sur la page :',
  },
} as const satisfies Record<string, Wording>
