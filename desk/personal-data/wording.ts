import type { Wording } from '../../forms/language.ts'
import type { ShownRetention } from './queries.ts'

export const personalDataWording = {
  onlyOfficers: {
    en: 'Only the practice’s privacy officer can open this page. Whoever asks what the practice holds about them is answered from it.',
    fr: 'Seule la personne responsable de la protection des renseignements personnels peut ouvrir cette page, qui sert à répondre à quiconque demande ce que le cabinet détient à son sujet.',
  },
  loading: { en: 'Loading …', fr: 'Chargement …' },
  preview: { en: 'What will be erased', fr: 'Ce qui sera effacé' },
  nothing: {
    en: 'Nothing is due, and no file is held back.',
    fr: 'Rien n’arrive à échéance et aucun dossier n’est conservé plus longtemps.',
  },
  more: {
    en: 'There are more files than these. They show once these are gone.',
    fr: 'Il y a d’autres dossiers. Ils s’afficheront une fois ceux-ci effacés.',
  },
  hold: { en: 'Hold it back', fr: 'Conserver plus longtemps' },
  holdWhy: { en: 'Why must it stay?', fr: 'Pourquoi faut-il le conserver?' },
  noReason: { en: 'Choose why it must stay', fr: 'Choisissez pourquoi il faut le conserver' },
  note: { en: 'What it’s about', fr: 'De quoi il s’agit' },
  noteHint: {
    en: 'Optional: the number of a court file, for example. It’s sealed. The record has only the reason above.',
    fr: 'Facultatif : un numéro de dossier judiciaire, par exemple. Ce texte est chiffré; seule la raison ci-dessus figure à l’historique.',
  },
  lastDay: { en: 'Last day', fr: 'Dernier jour' },
  lastDayHint: {
    en: 'Leave it empty to hold the file back until someone lifts the hold.',
    fr: 'Sans date, le dossier est conservé jusqu’à ce que quelqu’un y mette fin.',
  },
  lastDayOver: {
    en: 'Enter a day that’s still to come, or leave it empty',
    fr: 'Inscrivez un jour à venir, ou laissez le champ vide',
  },
  holdNow: { en: 'Hold it back now', fr: 'Le conserver plus longtemps' },
  held: {
    en: 'Held back. It isn’t erased as long as the hold lasts.',
    fr: 'C’est noté : le dossier n’est pas effacé tant que cela dure.',
  },
  heldUntilLifted: {
    en: 'Held back until someone lifts the hold',
    fr: 'Conservé jusqu’à ce que quelqu’un y mette fin',
  },
  lift: { en: 'Lift the hold', fr: 'Mettre fin à la conservation' },
  liftNow: { en: 'Lift it now', fr: 'Y mettre fin maintenant' },
  lifted: {
    en: 'The hold is lifted.',
    fr: 'La conservation prolongée a pris fin.',
  },
} as const satisfies Record<string, Wording>

export const decidingRuleWording: Record<NonNullable<ShownRetention['rule']>, Wording> = {
  closing: { en: 'Counted from its closing', fr: 'Durée comptée depuis la fermeture' },
  birthday: { en: 'Counted from a child’s birthday', fr: 'Durée comptée depuis la naissance d’un enfant' },
  decision: { en: 'Counted from our last decision', fr: 'Durée comptée depuis notre dernière décision' },
  untaken: { en: 'Nobody took it', fr: 'Personne ne l’a pris en charge' },
}

export const buildPreviewLeadWording = (days: number): Wording => ({
  en: `Closed files whose time ends within ${days} days, and all that are held back. Each is erased by itself from its date on, unless you hold it back.`,
  fr: `Les dossiers fermés dont la durée prend fin d’ici ${days} jours, et tous ceux que l’on conserve plus longtemps. Chacun s’efface de lui-même à compter de sa date, à moins que vous ne le conserviez.`,
})

export const buildErasedFromWording = (date: string): Wording => ({
  en: `Erased from ${date} on`,
  fr: `Effacé à compter du ${date}`,
})

export const buildHeldUntilWording = (day: string): Wording => ({
  en: `Held back until ${day}`,
  fr: `Conservé jusqu’au ${day}`,
})

export const buildPlacedByWording = (name: string, date: string): Wording => ({
  en: `${name}, ${date}`,
  fr: `${name}, le ${date}`,
})

export const buildLiftMeansWording = (days: number): Wording => ({
  en: `Once its time has ended, it’s shown for ${days} more days and then erased.`,
  fr: `Sa durée écoulée, il s’affiche encore pendant ${days} jours, puis s’efface.`,
})
