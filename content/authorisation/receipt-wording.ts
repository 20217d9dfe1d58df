import type { Wording } from '../../forms/language.ts'
import { receiptEndWording } from './receipt-end.ts'

/** What a receipt says beside its facts. The worker loads it (`content/loaded-words.ts`). */
export const receiptWording = {
  heading: {
    en: 'Receipt: authorisation to call the other parent',
    fr: 'Reçu : autorisation d’appeler l’autre parent',
  },
  reference: { en: 'Reference', fr: 'Référence' },
  route: { en: 'How the file began', fr: 'Point de départ du dossier' },
  signedName: { en: 'Signed by typing this name', fr: 'Nom écrit en guise de signature' },
  codeReplaced: {
    en: 'Private code renewed for this parent by',
    fr: 'Code privé renouvelé pour ce parent par',
  },
  codeConfirmed: {
    en: 'That this parent has the new code was confirmed with them by',
    fr: 'Possession du nouveau code confirmée avec ce parent par',
  },
  codeConfirmedThrough: { en: 'How it was confirmed', fr: 'Moyen de la confirmation' },
  granted: { en: 'Signed', fr: 'Moment de la signature' },
  expires: { en: 'In force until', fr: 'En vigueur jusqu’au' },
  days: { en: 'Length in days', fr: 'Durée en jours' },
  allowed: {
    en: 'Allowed: phone calls to the other parent, by a coordinator of this practice.',
    fr: 'Permis : des appels téléphoniques à l’autre parent, par l’équipe de coordination du cabinet.',
  },
  notAllowed: {
    en: 'Not allowed: e-mail or text messages that the other parent hasn’t asked for, and messages from one parent to the other.',
    fr: 'Non permis : les courriels et les textos que l’autre parent n’a pas demandés, et les messages d’un parent à l’autre.',
  },
  attempts: {
    en: 'Calls tried at most, not counting a wrong number',
    fr: 'Nombre maximal de tentatives, sans compter un mauvais numéro',
  },
  voicemail: { en: 'If nobody answers', fr: 'Si personne ne répond' },
  ticked: { en: 'Box ticked', fr: 'Case cochée' },
  orders: {
    en: 'The question about no-contact, protection and restraining orders: answered, and recorded with the authorisation, not printed here.',
    fr: 'La question sur les ordonnances de non-communication, de protection et d’éloignement : réponse donnée et consignée avec l’autorisation, sans être imprimée ici.',
  },
  withheld: {
    en: 'Facts to keep private, if any: recorded with the authorisation, not printed here.',
    fr: 'Faits à taire, s’il y en a : consignés avec l’autorisation, sans être imprimés ici.',
  },
  times: {
    en: 'Good times to call and times not to, if any: agreed as written, recorded with the authorisation, not printed here.',
    fr: 'Bons moments pour appeler et moments où ne pas appeler, s’il y en a : convenus tels quels et consignés avec l’autorisation, sans être imprimés ici.',
  },
  formVersion: { en: 'Version of the form', fr: 'Version du formulaire' },
  answersHash: { en: 'SHA-256 of the answers kept', fr: 'SHA-256 des réponses conservées' },
  wordingVersion: { en: 'Version of the wording', fr: 'Version du texte' },
  wordingHash: { en: 'SHA-256 of the wording', fr: 'SHA-256 du texte' },
  requestId: { en: 'Request ID', fr: 'Identifiant de l’envoi' },
  call: { en: 'The words of the call', fr: 'Les mots de l’appel' },
  end: receiptEndWording,
} as const satisfies Record<string, Wording>
