import type { Wording } from '../../forms/language.ts'

export const absenceWording = {
  title: { en: 'Time away', fr: 'Absences' },
  means: {
    en: 'On these days no times are offered and no new file comes. Urgent files and e-mails about the others go to whoever stands in, who may work in those until it ends.',
    fr: 'Pendant ces jours, aucun moment n’est proposé et aucun nouveau dossier n’arrive. Les dossiers urgents et les courriels sur les autres vont à la personne qui assure la relève; elle peut travailler à ces dossiers jusqu’à la fin.',
  },
  none: { en: 'No time away is planned.', fr: 'Aucune absence n’est prévue.' },
  firstDay: { en: 'First day away', fr: 'Premier jour d’absence' },
  lastDay: { en: 'Last day away', fr: 'Dernier jour d’absence' },
  standIn: { en: 'Who stands in', fr: 'Qui assure la relève' },
  administrators: { en: 'The administrators', fr: 'L’administration du cabinet' },
  add: { en: 'Add time away', fr: 'Ajouter une absence' },
  added: { en: 'The time away is saved.', fr: 'L’absence est enregistrée.' },
  remove: { en: 'Remove', fr: 'Retirer' },
  change: { en: 'Change', fr: 'Modifier' },
  save: { en: 'Save the change', fr: 'Enregistrer la modification' },
  removed: { en: 'The time away is removed.', fr: 'L’absence est retirée.' },
  noFirstDay: { en: 'Enter the first day away', fr: 'Indiquez le premier jour d’absence' },
  lastDayTooEarly: {
    en: 'Enter a last day that isn’t past, nor before the first',
    fr: 'Indiquez un dernier jour qui n’est ni passé ni avant le premier',
  },
  overlaps: {
    en: 'Choose days on which no time away is planned',
    fr: 'Choisissez des jours sans absence prévue',
  },
} as const satisfies Record<string, Wording>

/** Says who stands in on these days. They are formatted. */
export const buildAbsenceWording = (days: string, standIn: Wording): Wording => ({
  en: `${days}. Stands in: ${standIn.en}.`,
  fr: `${days}. Relève\u00a0: ${standIn.fr}.`,
})
