import type { Wording } from '../../../forms/language.ts'

export const contactLogWording = {
  title: { en: 'Contact log and notes', fr: 'Journal des contacts et notes' },
  lead: {
    en: 'Every time you were in touch with a parent, and your notes. Nothing here is changed later: it’s amended.',
    fr: 'Chaque contact avec un parent, et vos notes. Rien n’est modifié après coup, tout se rectifie.',
  },
  writeNote: { en: 'Write a note', fr: 'Écrire une note' },
  nothing: { en: 'Nothing has been logged yet.', fr: 'Rien n’est encore inscrit.' },
  older: { en: 'Older', fr: 'Plus anciens' },
  newest: { en: 'Back to the newest', fr: 'Retour aux plus récents' },
  everything: { en: 'Everything that happened in this file', fr: 'Tout ce qui s’est passé dans ce dossier' },
  note: { en: 'Note', fr: 'Note' },
  draft: { en: 'Your draft, which nobody else sees', fr: 'Votre brouillon, que personne d’autre ne voit' },
  wasAmended: { en: 'amended later', fr: 'rectifié plus tard' },
  amends: { en: 'amends an earlier one', fr: 'rectifie une inscription antérieure' },
  withNote: { en: 'with a note', fr: 'avec une note' },
  amend: { en: 'Amend', fr: 'Rectifier' },
  goOn: { en: 'Go on writing', fr: 'Continuer d’écrire' },
  deleteDraft: { en: 'Delete the draft', fr: 'Supprimer le brouillon' },
  deleteMeans: { en: 'The draft is gone then.', fr: 'Le brouillon disparaît alors.' },
  draftDeleted: { en: 'The draft is deleted.', fr: 'Le brouillon est supprimé.' },
  notesOpened: { en: 'The notes are open below.', fr: 'Les notes sont ouvertes ci-dessous.' },
  openReason: { en: 'Why do you open them?', fr: 'Pourquoi les ouvrez-vous?' },
  noReason: { en: 'Choose why you open them', fr: 'Choisissez pourquoi vous les ouvrez' },
  openMeans: {
    en: 'Each opening is recorded. The two are opened apart.',
    fr: 'Chaque ouverture est consignée. Les deux s’ouvrent séparément.',
  },
  open: { en: 'Open', fr: 'Ouvrir' },
} as const satisfies Record<string, Wording>

/** Names how many notes of a folder the page shows, closed. */
export const openNotesWordingBuilders = {
  screening: (count: number): Wording => ({
    en: `Open the notes of screening and mediation (${count})`,
    fr: `Ouvrir les notes de dépistage et de médiation (${count})`,
  }),
  decision: (count: number): Wording => ({
    en: `Open the notes of the decision process (${count})`,
    fr: `Ouvrir les notes du processus décisionnel (${count})`,
  }),
} as const

export const contactFormWording = {
  title: { en: 'Log a contact', fr: 'Inscrire un contact' },
  amendTitle: { en: 'Amend a contact', fr: 'Rectifier un contact' },
  amendMeans: {
    en: 'What was logged stays readable, and this counts in its place.',
    fr: 'Ce qui a été inscrit reste lisible, et ceci le remplace.',
  },
  side: { en: 'With whom?', fr: 'Avec qui?' },
  direction: { en: 'Who got in touch?', fr: 'Qui a pris contact?' },
  channel: { en: 'How?', fr: 'Comment?' },
  outcome: { en: 'How did it end?', fr: 'Comment cela s’est-il terminé?' },
  when: { en: 'When?', fr: 'Quand?' },
  whenHint: { en: 'On this device’s clock', fr: 'À l’heure de cet appareil' },
  note: { en: 'Note, if there’s something to keep', fr: 'Note, s’il y a quelque chose à retenir' },
  noteHint: {
    en: 'It’s sealed, and signed with the entry.',
    fr: 'Elle est mise sous clé, et signée avec l’inscription.',
  },
  folder: { en: 'The note belongs to', fr: 'La note fait partie de' },
  nextStep: { en: 'Next step, if there’s one', fr: 'Prochaine étape, s’il y en a une' },
  nextStepHint: {
    en: 'It becomes a reminder of your own, on Today.',
    fr: 'Elle devient un rappel personnel, dans Aujourd’hui.',
  },
  nextStepDate: { en: 'On', fr: 'Le' },
  save: { en: 'Log it', fr: 'Inscrire' },
  cancel: { en: 'Close', fr: 'Fermer' },
  saved: { en: 'The contact is logged.', fr: 'Le contact est inscrit.' },
  notCome: {
    en: 'The other parent hasn’t come to us. If they got in touch, log it here; nothing about them is opened. If you called them, it’s a call under the authorisation.',
    fr: 'L’autre parent ne s’est pas présenté. S’il a pris contact, inscrivez-le ici; rien à son sujet n’est ouvert. Si vous l’avez appelé, c’est un appel fait sous l’autorisation.',
  },
  callSheet: { en: 'Write the call down on the call sheet', fr: 'Inscrire l’appel sur la feuille d’appel' },
  mayCall: { en: 'You may call the other parent now.', fr: 'Vous pouvez appeler l’autre parent maintenant.' },
  mayNotCall: {
    en: 'Nobody may call the other parent: no authorisation is in force.',
    fr: 'Personne ne peut appeler l’autre parent : aucune autorisation n’est en vigueur.',
  },
  onHold: {
    en: 'Contact is on hold: an order has to be read first.',
    fr: 'Les contacts sont suspendus : une ordonnance doit d’abord être lue.',
  },
} as const satisfies Record<string, Wording>

export const contactProblemWording = {
  side: { en: 'Choose with whom it was', fr: 'Choisissez avec qui c’était' },
  outcome: { en: 'Choose how it ended', fr: 'Choisissez comment cela s’est terminé' },
  when: {
    en: 'Enter when it was, not later than now',
    fr: 'Entrez le moment, au plus tard maintenant',
  },
  date: {
    en: 'Enter the day of the next step, from today on',
    fr: 'Entrez le jour de la prochaine étape, à partir d’aujourd’hui',
  },
  step: { en: 'Write down the next step', fr: 'Inscrivez la prochaine étape' },
} as const satisfies Record<string, Wording>

export const noteFormWording = {
  amendMeans: {
    en: 'The note that you amend stays readable. Yours says what is different.',
    fr: 'La note que vous rectifiez reste lisible. La vôtre dit ce qui change.',
  },
  kind: { en: 'What is it about?', fr: 'De quoi s’agit-il?' },
  folder: { en: 'What does it belong to?', fr: 'De quoi fait-elle partie?' },
  folderHint: {
    en: 'The two are sealed and opened apart. The record of a decision process may be shown to a court.',
    fr: 'Les deux sont mises sous clé et ouvertes séparément. Le dossier d’un processus décisionnel peut être montré à un tribunal.',
  },
  side: { en: 'About whom?', fr: 'Au sujet de qui?' },
  neither: { en: 'Neither parent alone', fr: 'Ni l’un ni l’autre en particulier' },
  text: { en: 'Note', fr: 'Note' },
  noText: { en: 'Write the note', fr: 'Écrivez la note' },
  saveDraft: { en: 'Save as a draft', fr: 'Garder comme brouillon' },
  draftSaved: {
    en: 'The draft is saved. Only you see it.',
    fr: 'Le brouillon est enregistré. Vous seul le voyez.',
  },
  sign: { en: 'Sign', fr: 'Signer' },
  signMeans: {
    en: 'A signed note is never changed or deleted. You can amend it with another one.',
    fr: 'Une note signée n’est jamais modifiée ni supprimée. Vous pourrez la rectifier par une autre.',
  },
  signNow: { en: 'Sign the note', fr: 'Signer la note' },
  signed: { en: 'The note is signed.', fr: 'La note est signée.' },
  close: { en: 'Close', fr: 'Fermer' },
} as const satisfies Record<string, Wording>
