import type { Wording } from '../../../forms/language.ts'

export const decisionsWording = {
  title: { en: 'Decisions about this file', fr: 'Décisions sur ce dossier' },
  assistanceWho: { en: 'Which lawyer assists you?', fr: 'Qui sera juriste au dossier avec vous?' },
  assistanceNone: {
    en: 'Choose who assists you, or nobody',
    fr: 'Choisissez qui sera juriste au dossier, ou personne',
  },
  assistanceSave: { en: 'Save who assists', fr: 'Enregistrer ce choix' },
  assistanceNobody: { en: 'Nobody assists in this file.', fr: 'Aucun juriste n’est au dossier.' },
  assignTo: { en: 'Give this file to', fr: 'Confier ce dossier à' },
  assign: { en: 'Assign', fr: 'Attribuer' },
  why: { en: 'Why? The file’s record keeps it.', fr: 'Pourquoi? L’historique du dossier en garde la trace.' },
  noReason: { en: 'Choose a reason', fr: 'Choisissez une raison' },
  close: { en: 'Close this file', fr: 'Fermer ce dossier' },
  closeMeans: {
    en: 'Close it when the work is done or was declined: there’s room for another family then. If a letter is due, send it first: afterwards none can be sent. The file stays readable until its term ends, and can’t be opened again.',
    fr: 'Fermez-le quand le travail est terminé ou a été refusé : il y a alors de la place pour une autre famille. S’il faut une lettre, envoyez-la d’abord : ce ne sera plus possible ensuite. Le dossier reste lisible jusqu’à la fin de sa durée de conservation, mais ne peut pas être rouvert.',
  },
  closeNotYet: {
    en: 'A session is still to come in this file. Cancel it first, so that its parents are told; then the file can be closed.',
    fr: 'Une rencontre est encore à venir dans ce dossier. Annulez-la d’abord, pour que les parents concernés soient avisés; le dossier pourra ensuite être fermé.',
  },
  closeNow: { en: 'Close it now', fr: 'Fermer maintenant' },
  closeDone: { en: 'The file is closed.', fr: 'Le dossier est fermé.' },
  reassign: { en: 'Pass it on', fr: 'Passer la main' },
  reassignNow: { en: 'Pass it on now', fr: 'Passer la main maintenant' },
  reassignMeans: {
    en: 'You stop leading this file, and the administrators are asked to give it to someone else. The parents are told nothing.',
    fr: 'Vous cessez d’être responsable de ce dossier, et l’administration du cabinet est invitée à le confier à quelqu’un d’autre. Rien n’est dit aux parents.',
  },
  reassignDone: {
    en: 'Passed on. The administrators have been asked to give this file to someone else.',
    fr: 'C’est fait. L’administration du cabinet est invitée à confier ce dossier à quelqu’un d’autre.',
  },
  newCodeMeans: {
    en: 'A new code opens “Your file” for this parent, and the old one opens nothing any more. Make it once you know who you’re speaking with. Until they confirm that they have it, it authorises nothing.',
    fr: 'Un nouveau code ouvre « Votre dossier » à ce parent, et l’ancien n’ouvre plus rien. Créez-le une fois que vous savez à qui vous parlez. Tant que le parent n’a pas confirmé qu’il l’a, il n’autorise rien.',
  },
  newCodeNow: { en: 'Make a new code', fr: 'Créer un nouveau code' },
} as const satisfies Record<string, Wording>

export const codeConfirmationWording = {
  how: {
    en: 'How did the parent confirm that they have it?',
    fr: 'Comment le parent a-t-il confirmé qu’il l’a?',
  },
  missing: { en: 'Choose how they confirmed it', fr: 'Choisissez comment il l’a confirmé' },
  notSafe: {
    en: 'The parent didn’t call that safe. Choose another way, or ask in person',
    fr: 'Ce parent n’a pas dit que c’était sûr. Choisissez un autre moyen, ou demandez-le en personne',
  },
  record: { en: 'Record the confirmation', fr: 'Consigner la confirmation' },
  done: { en: 'The confirmation is recorded.', fr: 'La confirmation est consignée.' },
} as const satisfies Record<string, Wording>

/** Says that a new access code signs nothing yet. `at` is formatted. */
export const buildUnconfirmedCodeWording = (
  parent: Wording,
  { name, at }: { readonly name: string; readonly at: string },
): Wording => ({
  en: `${parent.en}: code renewed by ${name} on ${at}. Nobody can authorise a call or agree to a joint session with it until the parent confirms, in person or in a way they called safe, that they have it.`,
  fr: `${parent.fr} : code renouvelé par ${name} le ${at}. Ce code ne permet ni d’autoriser un appel ni d’accepter une rencontre conjointe tant que le parent n’a pas confirmé, en personne ou par un moyen qu’il a dit sûr, qu’il l’a reçu.`,
})

export const buildAssistantDecidedWording = (name: string): Wording => ({
  en: `${name} assists in this file now.`,
  fr: `Juriste au dossier : ${name}.`,
})

/** Somebody who leads a file, or is to lead it. */
interface Lead {
  readonly id: string
  readonly name: string
  readonly hasLeft?: true | undefined
}

/**
 * Says what it means to give a file to somebody else while somebody leads it, and who gets an e-mail of it. `by` is the id of
 * whoever decides, who is told nothing.
 */
export function buildReassignMeansWording(from: Lead, to: Lead, by: string): Wording {
  const told = [to, from].filter((one) => one.id !== by && !(one === from && from.hasLeft))
  const [first, second] = told.map(({ name }) => name)
  const mail: Wording = first
    ? {
        en: `An e-mail tells ${second ? `${first} and ${second}` : first}.`,
        fr: `Un courriel en avise ${second ? `${first} et ${second}` : first}.`,
      }
    : { en: 'No e-mail goes out.', fr: 'Aucun courriel ne part.' }
  return from.hasLeft
    ? {
        en: `The file goes from ${from.name}, who has left, to ${to.name}. ${mail.en}`,
        fr: `Le dossier, dont ${from.name} était responsable avant de quitter le cabinet, est confié à ${to.name}. ${mail.fr}`,
      }
    : {
        en: `The file goes from ${from.name} to ${to.name}. ${mail.en}`,
        fr: `Le dossier est confié à ${to.name}, et ${from.name} cesse d’en être responsable. ${mail.fr}`,
      }
}

/** Says who leads a file now. Whoever takes it in hand for themself gets no e-mail. */
export const buildLeadAssignedWording = (name: string, isViewer: boolean): Wording =>
  isViewer
    ? { en: 'You lead this file now.', fr: 'Vous êtes maintenant responsable de ce dossier.' }
    : {
        en: `${name} leads this file now. An e-mail is on its way to them.`,
        fr: `Responsable du dossier : ${name}. Un courriel vient de partir à son intention.`,
      }

export const buildNewAccessCodeWording = (side: Wording): Wording => ({
  en: `New private code: ${side.en}`,
  fr: `Nouveau code privé : ${side.fr}`,
})
