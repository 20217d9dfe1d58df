import type { Wording } from '../../forms/language.ts'
import type { OperationCheckName } from './operation-checks.ts'

interface OperationCheckWording {
  readonly label: Wording
  /** What to do when it needs somebody. */
  readonly advice: Wording
}

/** The words of each check, for the desk and for the e-mail to administrators. */
export const operationCheckWording: Readonly<Record<OperationCheckName, OperationCheckWording>> = {
  schedule: {
    label: { en: 'Scheduled work', fr: 'Travail planifié' },
    advice: {
      en: 'It has stopped: no reminder is sent, and nothing is deleted on its day. Look at the worker’s cron trigger at Cloudflare.',
      fr: 'Il s’est arrêté : aucun rappel ne part, et rien n’est supprimé le jour prévu. Vérifiez le déclencheur cron du worker chez Cloudflare.',
    },
  },
  jobs: {
    label: { en: 'Jobs', fr: 'Tâches' },
    advice: {
      en: 'A job fails every time. Everything else goes on. The log tells where it fails.',
      fr: 'Une tâche échoue à chaque fois. Tout le reste continue. Le journal indique où elle échoue.',
    },
  },
  account: {
    label: { en: 'E-mail account', fr: 'Compte de courriel' },
    advice: {
      en: 'The e-mail service refuses the practice’s account, so no e-mail leaves. Nothing is lost. Check the key, the domain and the plan at Resend.',
      fr: 'Le service de courriel refuse le compte du cabinet; aucun courriel ne part. Rien n’est perdu. Vérifiez la clé, le domaine et le forfait chez Resend.',
    },
  },
  waiting: {
    label: { en: 'E-mails that wait', fr: 'Courriels en attente' },
    advice: {
      en: 'The oldest has been due for more than an hour. Look at the status page of Resend; they leave by themselves once it answers.',
      fr: 'Le plus ancien devrait être parti depuis plus d’une heure. Consultez la page d’état de Resend; ils partiront d’eux-mêmes dès que le service répondra.',
    },
  },
  undelivered: {
    label: { en: 'E-mails that couldn’t be sent', fr: 'Courriels qui n’ont pas pu partir' },
    advice: {
      en: 'Open each file’s e-mails, under Contact, and send them again or delete them.',
      fr: 'Ouvrez les courriels de chaque dossier, sous Contacts, puis envoyez-les de nouveau ou supprimez-les.',
    },
  },
  coordinators: {
    label: { en: 'Coordinators’ addresses', fr: 'Adresses de l’équipe de coordination' },
    advice: {
      en: 'E-mail to them comes back, so they don’t hear of their files. Ask them for their address, change it in content/practice.ts, then deploy. This stays for 14 days after the last one that came back.',
      fr: 'Les courriels qu’on leur envoie reviennent; ces personnes n’apprennent donc rien de leurs dossiers. Demandez-leur leur adresse, corrigez-la dans content/practice.ts, puis déployez. L’avis reste affiché 14 jours après le dernier courriel revenu.',
    },
  },
  record: {
    label: { en: 'Record', fr: 'Historique' },
    advice: {
      en: 'A file’s record isn’t as it was written, or hasn’t been checked for three days. The log names the file. Change nothing before you’ve looked.',
      fr: 'L’historique d’un dossier n’est plus tel qu’il a été écrit, ou n’a pas été vérifié depuis trois jours. Le journal nomme le dossier. Ne changez rien avant d’avoir regardé.',
    },
  },
  keys: {
    label: { en: 'Keys', fr: 'Clés' },
    advice: {
      en: 'Some are more than a year old. Make new ones, as docs/keys.md says.',
      fr: 'Certaines ont plus d’un an. Créez-en de nouvelles, comme l’explique docs/keys.md.',
    },
  },
  database: {
    label: { en: 'Database', fr: 'Base de données' },
    advice: {
      en: 'It’s close to the largest size that Cloudflare allows. Plan what comes next, as docs/scale.md says.',
      fr: 'Elle approche de la taille maximale permise par Cloudflare. Préparez la suite, comme l’explique docs/scale.md.',
    },
  },
  'privacy-officer': {
    label: { en: 'Privacy officer', fr: 'Responsable de la protection des renseignements personnels' },
    advice: {
      en: 'There’s nobody, so nothing is erased at the end of its term. Name someone in content/practice.ts (privacyOfficer), then deploy.',
      fr: 'Il n’y en a pas; rien ne s’efface donc à la fin de sa durée de conservation. Désignez quelqu’un dans content/practice.ts (privacyOfficer), puis déployez.',
    },
  },
  'crisis-lines': {
    label: { en: 'Crisis lines', fr: 'Lignes d’aide' },
    advice: {
      en: 'One hasn’t been dialled for a year. Dial each line yourself, write the day into content/practice.ts, then deploy.',
      fr: 'L’une d’elles n’a pas été appelée depuis un an. Appelez vous-même chaque ligne, inscrivez la date dans content/practice.ts, puis déployez.',
    },
  },
}

/** The name of each check alone, which an e-mail needs. */
export const operationCheckLabels = Object.fromEntries(
  Object.entries(operationCheckWording).map(([name, { label }]) => [name, label]),
) as Readonly<Record<OperationCheckName, Wording>>
