import { MAX_DATABASE_BYTES } from '../../content/operations/operation-checks.ts'
import type { Wording } from '../../forms/language.ts'

export const operationsWording = {
  loading: { en: 'Checking …', fr: 'Vérification en cours …' },
  onlyAdministrators: {
    en: 'Only an administrator of the practice sees how the portal runs.',
    fr: 'Seule l’administration du cabinet voit comment le portail fonctionne.',
  },
  allWell: {
    en: 'Everything runs. Nothing needs you.',
    fr: 'Tout fonctionne. Rien ne requiert votre attention.',
  },
  needsSomebody: { en: 'Needs someone', fr: 'À régler' },
  fine: { en: 'Fine', fr: 'En ordre' },
  neverRan: { en: 'It hasn’t run yet.', fr: 'Il n’a pas encore eu lieu.' },
  lastRun: { en: 'Last run:', fr: 'Dernière exécution :' },
  noJobFails: { en: 'All of them end well.', fr: 'Toutes se terminent bien.' },
  accountRefused: {
    en: 'Refused; it’s tried again by itself.',
    fr: 'Refusé; un nouvel essai se fait de lui-même.',
  },
  accountAccepted: { en: 'In use.', fr: 'En service.' },
  allReachable: { en: 'All of them take e-mail.', fr: 'Toutes reçoivent les courriels.' },
  noneWait: { en: 'None.', fr: 'Aucun.' },
  oldestDue: { en: 'The oldest since:', fr: 'Le plus ancien depuis :' },
  lastChecked: { en: 'Last checked whole:', fr: 'Dernière vérification complète :' },
  recordNeverChecked: { en: 'Not checked whole yet.', fr: 'Pas encore vérifié en entier.' },
  checkRecordOfDay: { en: 'Check the record of a day', fr: 'Vérifier l’historique d’une journée' },
  databaseNotMeasured: { en: 'Measured with the next run.', fr: 'Mesurée à la prochaine exécution.' },
  migration: { en: 'Last migration', fr: 'Dernière migration' },
  noMigration: { en: 'None was recorded.', fr: 'Aucune n’est inscrite.' },
  retention: { en: 'Files past their term', fr: 'Dossiers échus' },
  keyTable: { en: 'Keys of the ring', fr: 'Clés du trousseau' },
  purpose: { en: 'Purpose', fr: 'Usage' },
  key: { en: 'Key', fr: 'Clé' },
  inUseSince: { en: 'In use since', fr: 'En service depuis' },
  state: { en: 'State', fr: 'État' },
  current: { en: 'For whatever is new', fr: 'Pour tout ce qui est nouveau' },
  rowsNotCounted: { en: 'Older; not all rows were looked at', fr: 'Ancienne; lignes pas toutes examinées' },
  mayBeRemoved: { en: 'Older; no row needs it', fr: 'Ancienne; aucune ligne n’en dépend' },
} as const satisfies Record<string, Wording>

export const buildCountThatNeedSomebodyWording = (count: number): Wording => ({
  en: count === 1 ? 'One thing needs someone.' : `${count} things need someone.`,
  fr: count === 1 ? 'Un point est à régler.' : `${count} points sont à régler.`,
})

export const buildWaitingMailWording = (count: number): Wording => ({
  en: count === 1 ? 'One is due.' : `${count} are due.`,
  fr: count === 1 ? 'Un devrait être parti.' : `${count} devraient être partis.`,
})

export const buildFailuresWording = (failures: number, error: string): Wording => ({
  en: failures === 1 ? `failed once (${error}), on` : `failed ${failures} times in a row (${error}), since`,
  fr:
    failures === 1
      ? `a échoué une fois (${error}), le`
      : `a échoué ${failures} fois de suite (${error}), depuis le`,
})

export const buildBrokenFilesWording = (count: number): Wording => ({
  en: count === 1 ? 'One file isn’t as it was written.' : `${count} files aren’t as they were written.`,
  fr:
    count === 1
      ? 'Un dossier n’est plus tel qu’il a été écrit.'
      : `${count} dossiers ne sont plus tels qu’ils ont été écrits.`,
})

/** `412 MB of 10 GB. Since Nov 1, 2026: +38 MB.` The sizes and the day are formatted. */
export const buildDatabaseSizeWording = (size: string, growth: string, day: string): Wording => ({
  en: `${size} of ${MAX_DATABASE_BYTES / 1e9}\u00a0GB. Since ${day}: ${growth}.`,
  fr: `${size} sur ${MAX_DATABASE_BYTES / 1e9}\u00a0Go. Depuis le ${day}\u00a0: ${growth}.`,
})

export const buildRetentionWording = (due: number, held: number): Wording => ({
  en: `${due}, of which ${held} ${held === 1 ? 'is' : 'are'} held back.`,
  fr: `${due}, dont ${held} en conservation prolongée.`,
})

/** How many rows need an older key, and that number as it is written. */
export const buildRowsLeftWording = (count: number, rows: string): Wording => ({
  en: count === 1 ? 'Older; one row still needs it' : `Older; ${rows} rows still need it`,
  fr: count === 1 ? 'Ancienne; une ligne en dépend encore' : `Ancienne; ${rows} lignes en dépendent encore`,
})

export const buildCheckedOnWording = (day: string): Wording => ({
  en: `Each was dialled on ${day} or since.`,
  fr: `Chacune a été appelée le ${day} ou depuis.`,
})
