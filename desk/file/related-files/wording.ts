import type { Wording } from '../../../forms/language.ts'
import type { RelatedFileFacts } from '../queries.ts'

export const relatedFilesWording = {
  title: { en: 'Known from other files', fr: 'Liens avec d’autres dossiers' },
  intro: {
    en: 'Someone in this file appears in other files too. No names and no answers are shown here.',
    fr: 'Des personnes de ce dossier figurent aussi ailleurs. Aucun nom ni aucune réponse n’apparaît ici.',
  },
  relation: { en: 'What links them', fr: 'Lien' },
  matched: { en: 'What matched', fr: 'Ce qui concorde' },
  isSameWriter: {
    en: 'The same parent seems to have written both, so the two aren’t joined. If this one adds nothing, it can be closed.',
    fr: 'Le même parent semble avoir écrit les deux; ces dossiers ne se joignent donc pas. Si celui-ci n’apporte rien de neuf, il peut être fermé.',
  },
  mergeByOthers: {
    en: 'An administrator, or whoever leads both files, can join them.',
    fr: 'L’administration du cabinet peut joindre ces dossiers, tout comme la personne responsable des deux.',
  },
  unaccepted: {
    en: 'In files that nobody has read yet',
    fr: 'Dans des dossiers que personne n’a encore lus',
  },
  unacceptedMeans: {
    en: 'Anyone can send an intake under any name. These count against nobody until whoever leads them has read them. Only an order that one of them reports stops calls already.',
    fr: 'N’importe qui peut envoyer une demande sous n’importe quel nom. Ces dossiers n’ont aucun effet tant que leur responsable ne les a pas lus. Seule une ordonnance qui y est signalée suspend déjà les appels.',
  },
  mergeNow: { en: 'Join the two files', fr: 'Joindre les deux dossiers' },
} as const satisfies Record<string, Wording>

/** Why a related file keeps the other parent from being called. */
export const relatedFileReasonWording: Record<NonNullable<RelatedFileFacts['blockedBy']>, Wording> = {
  'conflict-review-needed': {
    en: 'It came after this file was last looked over. Look at it before anyone calls.',
    fr: 'Il est arrivé depuis le dernier examen de ce dossier-ci. Examinez-le avant tout appel.',
  },
  'related-file-on-hold': {
    en: 'An order has to be read in it before anyone calls.',
    fr: 'Une ordonnance doit y être lue avant tout appel.',
  },
}

/** The wording of the conflict review, before this file is read and again before anybody is called. */
export const conflictReviewWording = {
  conflictOfInterest: {
    en: 'You work or worked with one of these parents in another file, so you can’t read this one. An administrator of the practice decides who takes it.',
    fr: 'Vous travaillez ou avez travaillé avec l’un de ces parents dans un autre dossier; vous ne pouvez donc pas lire celui-ci. L’administration du cabinet décide à qui le confier.',
  },
  lockedUntilReviewed: {
    en: 'What the parent wrote stays closed until someone has looked at this and chosen to read on.',
    fr: 'Ce que le parent a écrit reste sous clé tant que personne n’a examiné ces liens et choisi de lire la suite.',
  },
  read: { en: 'Read the file', fr: 'Lire le dossier' },
  readRecords: {
    en: 'The file’s record will show that you looked at the other files and chose to read this one.',
    fr: 'L’historique du dossier indiquera que vous avez examiné ces liens et choisi de lire le dossier.',
  },
  readDone: {
    en: 'The file is open. Its record shows that you looked at the other files first.',
    fr: 'Le dossier est ouvert. Son historique indique que vous avez d’abord examiné les liens.',
  },
  repeatReview: { en: 'I looked: call in this file', fr: 'J’ai examiné ces liens : reprendre l’appel' },
  repeatReviewMeans: {
    en: 'The other parent may have come in the other file, or this parent may have written there of an order. If it is the same family, join the two instead. The file’s record will show that you looked and chose to go on.',
    fr: 'L’autre parent s’est peut-être présenté dans l’autre dossier, ou ce parent y a peut-être parlé d’une ordonnance. S’il s’agit de la même famille, joignez plutôt les deux. L’historique du dossier indiquera que vous avez examiné ces liens et choisi de continuer.',
  },
  repeatReviewDone: {
    en: 'The file’s record shows that you looked at the other files.',
    fr: 'L’historique du dossier indique que vous avez examiné les autres dossiers.',
  },
} as const satisfies Record<string, Wording>

/** The wording of the conflict review of a file that nobody has taken. */
export const summaryReviewWording = {
  lockedUntilReviewed: {
    en: 'Whoever takes this file must not work with one of these parents in another. Look at this first; the summary opens then.',
    fr: 'Qui prend ce dossier ne doit pas travailler avec l’un de ces parents dans un autre. Examinez d’abord ces liens; le résumé s’ouvre ensuite.',
  },
  read: { en: 'I looked at these files', fr: 'J’ai examiné ces liens' },
  readRecords: {
    en: 'The file’s record will show that you looked at the other files.',
    fr: 'L’historique du dossier indiquera que vous avez examiné les autres dossiers.',
  },
  readDone: conflictReviewWording.repeatReviewDone,
} as const satisfies Record<string, Wording>

/** How a related file is related to this one. */
export const fileRelationWording: Record<RelatedFileFacts['relation'], Wording> = {
  'same-family': { en: 'The same family', fr: 'La même famille' },
  parent: {
    en: 'One of the parents, in what seems to be another family. There may be a conflict of interest.',
    fr: 'Un des parents, dans ce qui semble être une autre famille. Il peut y avoir un conflit d’intérêts.',
  },
  lawyer: { en: 'A lawyer in common, nothing else', fr: 'La même avocate ou le même avocat, rien d’autre' },
}

export const matchKindWording: Record<RelatedFileFacts['kinds'][number], Wording> = {
  email: { en: 'an e-mail address', fr: 'une adresse courriel' },
  phone: { en: 'a phone number', fr: 'un numéro de téléphone' },
  person: {
    en: 'a parent’s name and date of birth',
    fr: 'le nom et la date de naissance d’un parent',
  },
  child: { en: 'a child’s name and date of birth', fr: 'le nom et la date de naissance d’un enfant' },
  lawyer: { en: 'a lawyer', fr: 'une avocate ou un avocat' },
}

export const buildMergeButtonWording = (reference: string): Wording => ({
  en: `Join this file into ${reference}`,
  fr: `Joindre ce dossier au dossier ${reference}`,
})

export const buildMergeConsequenceWording = (reference: string): Wording => ({
  en: `What was sent here becomes the other parent’s answers in ${reference}. This file is closed and keeps its record. This can’t be undone.`,
  fr: `Ce qui a été envoyé ici devient les réponses de l’autre parent dans le dossier ${reference}. Celui-ci est fermé et garde son historique. Il n’y a pas de retour en arrière.`,
})

export const buildMergeDoneWording = (reference: string): Wording => ({
  en: `Joined into ${reference}. This file is closed.`,
  fr: `Joint au dossier ${reference}. Ce dossier-ci est fermé.`,
})
