import type { Wording } from '../../forms/language.ts'

/** What the page says that is given to whoever asked, and how it is made. */
export const exportWording = {
  give: { en: 'Export', fr: 'Exporter' },
  withSafety: {
    en: 'Also what they told about safety',
    fr: 'Aussi ce qui a été dit sur la sécurité',
  },
  giveMeans: {
    en: 'Without what the other parent told, and without notes: read those first, since they may tell of both. It’s recorded.',
    fr: 'Sans ce que l’autre parent a dit et sans les notes : lisez-les d’abord, car elles peuvent parler des deux. C’est consigné.',
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
  title: { en: 'What we hold about you', fr: 'Ce que nous détenons à votre sujet' },
  forms: { en: 'What you sent us', fr: 'Ce que vous nous avez envoyé' },
  sessions: { en: 'Your sessions', fr: 'Vos rencontres' },
  cancelled: { en: 'Cancelled', fr: 'Annulée' },
  letters: { en: 'Our letters to you', fr: 'Nos lettres' },
  contacts: { en: 'When we were in touch', fr: 'Nos contacts avec vous' },
  leftOut: {
    en: 'There are notes too, which someone reads first.',
    fr: 'Il existe aussi des notes, qu’une personne relit d’abord.',
  },
} as const satisfies Record<string, Wording>
