import type { Wording } from '../../forms/language.ts'
import type { ShownRetention } from './queries.ts'

export const personalDataWording = {
  onlyOfficers: {
    en: 'Only the practice’s privacy officer can open this page.',
    fr: 'Seule la personne responsable de la protection des renseignements personnels peut ouvrir cette page.',
  },
  find: { en: 'Someone asks what we hold', fr: 'Quelqu’un demande ce que nous détenons' },
  findLabel: {
    en: 'Name, phone number, e-mail or reference',
    fr: 'Nom, téléphone, courriel ou référence',
  },
  findHint: {
    en: 'First make sure it’s really them. Someone we only called is found by the whole phone number.',
    fr: 'Vérifiez d’abord l’identité de la personne. Si nous l’avons seulement appelée, cherchez son numéro de téléphone au complet.',
  },
  findNow: { en: 'Find', fr: 'Chercher' },
  heldBack: { en: 'Held back', fr: 'Conservation prolongée' },
  worksElsewhere: {
    en: 'You work with one of these parents in another file.',
    fr: 'Vous travaillez avec l’un de ces parents dans un autre dossier.',
  },
  notErasable: {
    en: 'What someone sent can be erased once the file is closed and not held back.',
    fr: 'Ce qu’une personne a envoyé s’efface une fois le dossier fermé, si sa conservation n’est pas prolongée.',
  },
  erase: { en: 'Erase', fr: 'Effacer' },
  eraseFile: { en: 'Erase the whole file', fr: 'Effacer tout le dossier' },
  eraseFileMeans: {
    en: 'Erased for good: both parents’ forms, names and contact details, notes, talks, letters, calls, sessions and e-mails. The reference stays, and who did what and when. The database’s history can restore it for up to 30 days, a backup for as long as there is one.',
    fr: 'Effacés pour de bon : formulaires, noms et coordonnées des deux parents, notes, entretiens, lettres, appels, rencontres et courriels. La référence demeure, de même que l’historique de qui a fait quoi et quand. La base de données permet de le rétablir pendant 30 jours au plus, une copie de secours, tant qu’elle existe.',
  },
  eraseParentMeans: {
    en: 'Erased for good: this parent’s forms, name and contact details, notes, talks, letters, sessions and e-mails. Authorisations, calls and holds stay without words. What the other parent wrote stays, and so do a request not to be contacted, what was read in orders, reminders, and notes about the whole family: ask the lead coordinator to go through those. The database’s history can restore it for up to 30 days, a backup for as long as there is one.',
    fr: 'Effacés pour de bon : formulaires, nom et coordonnées de ce parent, notes, entretiens, lettres, rencontres et courriels. Les autorisations, appels et suspensions demeurent, sans les mots. Demeurent aussi ce que l’autre parent a écrit, une demande de ne plus être joint, ce qui a été lu des ordonnances, les rappels et les notes sur toute la famille : demandez à la personne responsable du dossier de les revoir. La base de données permet de le rétablir pendant 30 jours au plus, une copie de secours, tant qu’elle existe.',
  },
  eraseNow: { en: 'Erase it for good', fr: 'Effacer pour de bon' },
  erased: {
    en: 'Erased. The record says so and why, without a name, and the lead coordinator is told.',
    fr: 'C’est effacé. L’historique l’indique avec la raison, sans aucun nom, et la personne responsable du dossier en est avisée.',
  },
  preview: { en: 'What will be erased', fr: 'Ce qui sera effacé' },
  nothing: {
    en: 'Nothing is due, and no file is held back.',
    fr: 'Rien n’arrive à échéance et aucune conservation n’est prolongée.',
  },
  hold: { en: 'Hold it back', fr: 'Prolonger la conservation' },
  holdWhy: { en: 'Why must it stay?', fr: 'Pourquoi faut-il le conserver?' },
  noReason: { en: 'Choose why it must stay', fr: 'Choisissez pourquoi il faut le conserver' },
  note: { en: 'What it’s about', fr: 'De quoi il s’agit' },
  noteHint: {
    en: 'Optional, and sealed: the number of a court file, for example.',
    fr: 'Facultatif et chiffré : un numéro de dossier judiciaire, par exemple.',
  },
  lastDay: { en: 'Last day', fr: 'Dernier jour' },
  lastDayHint: {
    en: 'Empty: until someone lifts the hold.',
    fr: 'Sans date : jusqu’à ce que quelqu’un lève la conservation prolongée.',
  },
  lastDayOver: {
    en: 'Enter a day that’s still to come, or leave it empty',
    fr: 'Inscrivez un jour à venir, ou laissez le champ vide',
  },
  held: {
    en: 'Held back. It isn’t erased meanwhile.',
    fr: 'La conservation est prolongée. Rien n’est effacé d’ici là.',
  },
  heldUntilLifted: {
    en: 'Held back until someone lifts the hold',
    fr: 'Conservation prolongée jusqu’à ce que quelqu’un la lève',
  },
  lift: {
    en: 'Lift the hold',
    fr: 'Lever la conservation prolongée',
  },
  liftMeans: {
    en: 'What’s due is shown for some days more before it goes.',
    fr: 'Ce qui arrive à échéance s’affiche encore quelques jours avant de s’effacer.',
  },
  lifted: {
    en: 'The hold is lifted.',
    fr: 'La conservation prolongée est levée.',
  },
} as const satisfies Record<string, Wording>

export const decidingRuleWording: Record<NonNullable<ShownRetention['rule']>, Wording> = {
  closing: { en: 'Counted from its closing', fr: 'Durée comptée depuis la fermeture' },
  birthday: { en: 'Counted from a child’s birthday', fr: 'Durée comptée depuis la naissance d’un enfant' },
  decision: { en: 'Counted from our last decision', fr: 'Durée comptée depuis notre dernière décision' },
  shortest: {
    en: 'The shortest time for any file, counted from its closing',
    fr: 'Durée minimale, comptée depuis la fermeture',
  },
  untaken: { en: 'Nobody took it', fr: 'Personne ne l’a pris en charge' },
}

export const buildPreviewLeadWording = (days: number): Wording => ({
  en: `Closed files due within ${days} days, and every file that’s held back. Each is erased by itself from its date on.`,
  fr: `Les dossiers fermés qui arrivent à échéance d’ici ${days} jours, et tous ceux dont la conservation est prolongée. Chacun s’efface de lui-même à compter de sa date.`,
})

export const buildErasedFromWording = (date: string): Wording => ({
  en: `Erased from ${date} on`,
  fr: `Effacé à compter du ${date}`,
})

export const buildHeldUntilWording = (day: string): Wording => ({
  en: `Held back until ${day}`,
  fr: `Conservation prolongée jusqu’au ${day}`,
})
