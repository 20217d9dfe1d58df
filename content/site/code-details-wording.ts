import type { Wording } from '../../forms/language.ts'
import { codePrefixes } from '../code-prefixes.ts'
import { INVITATION_CODE_SHAPE, RESUME_AND_ACCESS_CODE_SHAPE } from '../limits.ts'
import { practice } from '../practice.ts'
import { DRAFT_DAYS_WORDING } from '../retention.ts'

/** What stands below the message about a code that opens nothing, by the kind of code that was typed. The worker loads it. */
export const codeDetailsWording = {
  unknown: {
    en: `It has ${RESUME_AND_ACCESS_CODE_SHAPE.letters} letters and numbers after the first letter, or ${INVITATION_CODE_SHAPE.letters} for an invitation. If you copied it exactly, it may no longer work: a form you haven’t sent opens for ${DRAFT_DAYS_WORDING.en} after your last save, an invitation for ${practice.invitationDays} days, or until its form is sent. You can call us.`,
    fr: `Il compte ${RESUME_AND_ACCESS_CODE_SHAPE.letters} lettres et chiffres après la première lettre, ou ${INVITATION_CODE_SHAPE.letters} pour une invitation. Si vous l’avez copié exactement, il n’est peut-être plus valable : un formulaire pas encore envoyé s’ouvre pendant ${DRAFT_DAYS_WORDING.fr} après le dernier enregistrement, une invitation pendant ${practice.invitationDays} jours, ou jusqu’à l’envoi de son formulaire. Vous pouvez nous appeler.`,
  },
  tooMany: {
    en: 'Many wrong codes were entered from this connection within an hour, but the right one still opens. You can also call us.',
    fr: 'Beaucoup de codes erronés ont été entrés depuis cette connexion en une heure, mais le bon code fonctionne toujours. Vous pouvez aussi nous appeler.',
  },
  empty: {
    en: 'Nothing was entered. If you lost your code, call us.',
    fr: 'Rien n’a été entré. Si vous avez perdu votre code, appelez-nous.',
  },
  file: {
    en: `A code ${codePrefixes.file}-… has ${RESUME_AND_ACCESS_CODE_SHAPE.letters} letters and numbers after the first letter. If you copied it exactly, a newer one may have taken its place: call us and give your reference.`,
    fr: `Un code ${codePrefixes.file}-… compte ${RESUME_AND_ACCESS_CODE_SHAPE.letters} lettres et chiffres après la première lettre. Si vous l’avez copié exactement, un code plus récent l’a peut-être remplacé : appelez-nous et donnez votre référence.`,
  },
  resume: {
    en: `A code ${codePrefixes.resume}-… has ${RESUME_AND_ACCESS_CODE_SHAPE.letters} letters and numbers after the first letter. It works for ${DRAFT_DAYS_WORDING.en} after your last save, until you send the form or ask for another code, which replaces it. Once it’s sent, your code ${codePrefixes.file}-… opens your file.`,
    fr: `Un code ${codePrefixes.resume}-… compte ${RESUME_AND_ACCESS_CODE_SHAPE.letters} lettres et chiffres après la première lettre. Il est valable ${DRAFT_DAYS_WORDING.fr} après le dernier enregistrement, jusqu’à l’envoi du formulaire, ou jusqu’à ce qu’un code plus récent le remplace. Une fois le formulaire envoyé, votre code ${codePrefixes.file}-… ouvre votre dossier.`,
  },
  invitation: {
    en: `A code ${codePrefixes.invitation}-… has ${INVITATION_CODE_SHAPE.letters} letters and numbers after the first letter. It works for ${practice.invitationDays} days, or until you’ve sent the form, and may be taken back. Once you’ve sent your intake form, your code ${codePrefixes.file}-… opens your file.`,
    fr: `Un code ${codePrefixes.invitation}-… compte ${INVITATION_CODE_SHAPE.letters} lettres et chiffres après la première lettre. Il reste valable ${practice.invitationDays} jours, ou jusqu’à l’envoi du formulaire, et peut être retiré. Une fois votre formulaire envoyé, votre code ${codePrefixes.file}-… ouvre votre dossier.`,
  },
} as const satisfies Record<string, Wording>
