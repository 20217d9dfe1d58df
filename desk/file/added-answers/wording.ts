import type { Wording } from '../../../forms/language.ts'

/** Names the parent, if the page shows names. */
export const buildAddWording = (name: string | undefined): Wording =>
  name === undefined
    ? { en: 'Add what this parent said', fr: 'Ajouter ce que ce parent a dit' }
    : { en: `Add what ${name} said`, fr: `Ajouter ce qu’a dit ${name}` }

export const addedAnswersWording = {
  means: {
    en: 'Fill in only what was said: nothing is required. It stands beside what the parent wrote, with your name and the time. It can’t be changed or removed, only added to.',
    fr: 'Remplissez seulement ce qui a été dit : rien n’est obligatoire. Cela figure à côté de ce que le parent a écrit, avec votre nom et l’heure. On ne peut ni le modifier ni le retirer, seulement y ajouter.',
  },
  page: { en: 'Which page', fr: 'Quelle page' },
  toParent: {
    en: 'The questions are those that the parent is asked: “you” is the parent.',
    fr: 'Les questions sont celles qui sont posées au parent : « vous » désigne le parent.',
  },
  aboutSafety: {
    en: 'Answers about safety, and the note, are kept closed with the safety answers.',
    fr: 'Les réponses sur la sécurité et la note restent sous clé avec les réponses sur la sécurité.',
  },
  replacesRules: {
    en: 'This replaces all the contact rules at once. Ask everything again: what you leave empty counts as not safe. Make sure that it’s this parent who asks, and that a new number or address is theirs.',
    fr: 'Cela remplace aussitôt toutes les règles de contact. Reposez toutes les questions : ce qui reste vide est considéré comme risqué. Assurez-vous que la demande vient bien de ce parent, et qu’un nouveau numéro ou une nouvelle adresse est bien à lui.',
  },
  note: { en: 'Anything else the parent said', fr: 'Ce que le parent a dit d’autre' },
  noteMeans: {
    en: 'Write no contact details of the other parent here. They have fields of their own on the page about the other parent.',
    fr: 'N’écrivez ici aucune coordonnée de l’autre parent. Elles ont leurs propres cases à la page sur l’autre parent.',
  },
  nothing: {
    en: 'Fill in at least one thing that was said',
    fr: 'Remplissez au moins une chose qui a été dite',
  },
  problem: { en: 'There is a problem', fr: 'Il y a un problème' },
  optOutsLead: { en: 'Or, instead of an answer', fr: 'Ou, au lieu d’une réponse' },
  noAnswer: { en: 'No answer', fr: 'Pas de réponse' },
  choose: { en: 'Choose from the list', fr: 'Choisissez dans la liste' },
  likelyZones: { en: 'Canada', fr: 'Canada' },
  otherZones: { en: 'Everywhere else', fr: 'Partout ailleurs' },
  save: { en: 'Add it under your name', fr: 'L’ajouter sous votre nom' },
  saved: { en: 'Added to what the parent told us.', fr: 'Ajouté à ce que le parent a dit.' },
} as const satisfies Record<string, Wording>
