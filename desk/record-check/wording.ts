import type { InferResponseType } from 'hono/client'
import type { Wording } from '../../forms/language.ts'
import type { deskClient } from '../client/api-client.ts'

type ShownFinding = InferResponseType<(typeof deskClient)['record-checks']['$post'], 200>['finding']

export const recordCheckWording = {
  lead: {
    en: 'Each day’s e-mail to the administrators ends with a signed line. Paste one here: it tells whether the record of that day is still in the database, unchanged.',
    fr: 'Chaque jour, le courriel à l’administration se termine par une ligne signée. Collez-en une ici : elle dira si l’historique de ce jour se trouve toujours dans la base de données, inchangé.',
  },
  onlyAdministrators: {
    en: 'Only an administrator of the practice can check the record of all files: the e-mail with the line goes to them.',
    fr: 'Seule l’administration du cabinet peut vérifier l’historique de tous les dossiers : c’est elle qui reçoit le courriel et sa ligne.',
  },
  line: { en: 'The line from the e-mail', fr: 'La ligne du courriel' },
  check: { en: 'Check', fr: 'Vérifier' },
} as const satisfies Record<string, Wording>

export const anchorFindingWording: Record<ShownFinding, Wording> = {
  unchanged: {
    en: 'Unchanged. Everything that the record of all files held that day is still there.',
    fr: 'Inchangé. Tout ce que l’historique des dossiers contenait ce jour-là s’y trouve toujours.',
  },
  changed: {
    en: 'Changed. Something that the record held that day was altered, removed or added in the database itself. Change nothing, and call whoever looks after your database.',
    fr: 'Changé. Une partie de ce que l’historique contenait ce jour-là a été altérée, retirée ou ajoutée dans la base de données elle-même. Ne changez rien et appelez la personne qui s’occupe de votre base de données.',
  },
  not_ours: {
    en: 'This isn’t a line that this portal signed. Copy it whole, from “evenhand-record” to its end.',
    fr: 'Cette ligne n’a pas été signée par ce portail. Copiez-la en entier, de « evenhand-record » jusqu’à la fin.',
  },
}
