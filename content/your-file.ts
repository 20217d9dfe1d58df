import type { Wording } from './language.ts'
import { practice } from './practice.ts'

/** What a parent is told when nobody has room for another family yet. */
export const waitingList = {
  before: {
    en: 'We have no room for another family at the moment. If you send this now, you join the waiting list. We call families in the order their forms came. Other services may be faster. A lawyer or legal aid can tell you which.',
    fr: 'Nous n’avons pas de place pour une autre famille en ce moment. Si vous envoyez votre demande, elle s’ajoute à la liste d’attente. Nous appelons les familles dans l’ordre d’arrivée des demandes. D’autres services pourraient être plus rapides. Une avocate, un avocat ou l’aide juridique peut vous dire lesquels.',
  },
  after: {
    en: 'We have no room for another family yet, so you are on the waiting list. We call families in the order their forms came, only in the ways they said are safe. To ask where you stand, call us and give your reference.',
    fr: 'Nous n’avons pas encore de place pour une autre famille; vous êtes sur la liste d’attente. Nous appelons les familles dans l’ordre d’arrivée des demandes, seulement par les moyens sûrs qu’elles ont indiqués. Pour savoir où vous en êtes, appelez-nous et donnez votre référence.',
  },
} as const satisfies Record<string, Wording>

/** “Your file”: where a parent sees what comes next, and none of their answers. */
export const yourFile = {
  title: { en: 'Your file', fr: 'Votre dossier' },
  codeLead: {
    en: 'Your private code opens it. You see where it stands, and none of your answers.',
    fr: 'Votre code privé l’ouvre. Vous y voyez où il en est, et aucune de vos réponses.',
  },
  codeTitle: { en: 'Your private code', fr: 'Votre code privé' },
  codeKeep: {
    en: 'Write it down now, where nobody else looks. Later, it is the only way to open “Your file” without calling us. Whoever has it can see that you wrote to us, but none of your answers.',
    fr: 'Notez-le maintenant, là où personne d’autre ne regarde. Ensuite, c’est la seule façon d’ouvrir « Votre dossier » sans nous appeler. Toute personne qui l’a peut voir que vous nous avez écrit, mais aucune de vos réponses.',
  },
  openButton: { en: 'Open your file', fr: 'Ouvrir votre dossier' },
  where: { en: 'Where it stands', fr: 'Où il en est' },
  standings: {
    waiting: waitingList.after,
    received: {
      en: `We have what you sent. We reach you within ${practice.answersWithinDays} working days of the day you sent it, only in the ways you said are safe.`,
      fr: `Nous avons reçu votre demande. Nous vous joignons dans les ${practice.answersWithinDays} jours ouvrables suivant l’envoi, seulement par les moyens sûrs que vous avez indiqués.`,
    },
    closed: {
      en: 'Your file is closed. If something comes up, call us and give your reference.',
      fr: 'Votre dossier est fermé. En cas de besoin, appelez-nous et donnez votre référence.',
    },
  },
  changes: { en: 'Something changed?', fr: 'Quelque chose a changé?' },
  changesLead: {
    en: `If a phone number is not safe any more, or you want to add something, call ${practice.phone.reach} and give your reference. You do not have to say your name.`,
    fr: `Si un numéro n’est plus sûr, ou si vous voulez ajouter quelque chose, appelez le ${practice.phone.reach} et donnez votre référence. Vous n’avez pas à dire votre nom.`,
  },
  close: { en: 'Close your file on this device', fr: 'Fermer votre dossier sur cet appareil' },
} as const satisfies Record<string, Wording | Record<string, Wording>>
