import type { Wording } from '../../../forms/language.ts'
import type { Screenings } from '../queries.ts'

type ScreenedParent = Screenings['parents'][number]

export const screeningsWording = {
  title: { en: 'Talking with each parent alone', fr: 'L’entretien seul à seul avec chaque parent' },
  onlyLead: {
    en: 'Whoever leads this file talks with each parent and notes it here.',
    fr: 'C’est la personne responsable du dossier qui parle à chaque parent et le note ici.',
  },
  cameByCode: {
    en: 'This parent joined with a code that the other parent passed on. Whoever has the code can write in their name. Make sure you’re talking with the right person before you rely on what was sent.',
    fr: 'Ce parent s’est joint au dossier avec un code remis par l’autre parent. Quiconque a ce code peut écrire en son nom. Assurez-vous de parler à la bonne personne avant de vous fier à ce qui a été envoyé.',
  },
  note: { en: 'Note a talk', fr: 'Noter un entretien' },
  noteAgain: { en: 'Note another talk', fr: 'Noter un autre entretien' },
  amend: { en: 'Amend the last note', fr: 'Rectifier la dernière note' },
  amendMeans: {
    en: 'The last note stays on record, and this one counts in its place. If you talked again, note another talk instead.',
    fr: 'La dernière note reste au dossier, et celle-ci la remplace. Si vous vous êtes parlé de nouveau, notez plutôt un autre entretien.',
  },
  talk: { en: 'Did you talk with this parent alone?', fr: 'Avez-vous parlé seul à seul avec ce parent?' },
  when: { en: 'When?', fr: 'Quand?' },
  mode: { en: 'How?', fr: 'Comment?' },
  why: { en: 'Why without a talk?', fr: 'Pourquoi sans entretien?' },
  finding: { en: 'What did you find?', fr: 'Qu’avez-vous constaté?' },
  findingsMean: {
    en: 'The other parent never learns it. With the last two, nobody calls the other parent and there’s no joint session.',
    fr: 'L’autre parent ne l’apprend jamais. Avec les deux derniers, personne n’appelle l’autre parent et aucune rencontre conjointe n’a lieu.',
  },
  noteText: {
    en: 'What matters for safety, if anything',
    fr: 'Ce qui compte pour la sécurité, le cas échéant',
  },
  noteMeans: {
    en: 'It’s sealed, and is read with the safety answers. It’s amended later, never changed.',
    fr: 'Cette note est sous clé et se lit avec les réponses sur la sécurité. On peut la rectifier plus tard, jamais la modifier.',
  },
  save: { en: 'Save the note', fr: 'Enregistrer la note' },
  saved: { en: 'Noted.', fr: 'C’est noté.' },
  history: { en: 'What was noted', fr: 'Ce qui a été noté' },
  amended: { en: 'amends an earlier note', fr: 'rectifie une note antérieure' },
  hasNote: { en: 'with a sealed note', fr: 'avec une note sous clé' },
  safetyUnread: {
    en: 'Open the safety answers above first. The note can be made once you have.',
    fr: 'Ouvrez d’abord les réponses sur la sécurité, plus haut. Vous pourrez ensuite noter l’entretien.',
  },
  notes: { en: 'What was noted in talks with a parent alone', fr: 'Notes des entretiens seul à seul' },
} as const satisfies Record<string, Wording>

export const talkOptions = {
  held: { en: 'Yes', fr: 'Oui' },
  waived: { en: 'No, I go without, for a reason', fr: 'Non, je m’en passe, pour une raison' },
} as const satisfies Record<string, Wording>

export const screeningProblemWording = {
  talk: { en: 'Choose whether you talked with them', fr: 'Choisissez si vous avez eu un entretien' },
  when: {
    en: 'Enter when you talked, not later than now',
    fr: 'Entrez le moment de l’entretien, au plus tard maintenant',
  },
  mode: { en: 'Choose how you talked', fr: 'Choisissez comment l’entretien s’est fait' },
  waiver: { en: 'Choose why there was no talk', fr: 'Choisissez pourquoi il n’y a pas eu d’entretien' },
  finding: { en: 'Choose what you found', fr: 'Choisissez votre constat' },
} as const satisfies Record<string, Wording>

/** The next step with a parent, by what their screening stands against. */
export const screeningStateWording: Readonly<
  Record<NonNullable<ScreenedParent['reason']> | 'with-safeguards' | 'done', Wording>
> = {
  'not-screened': {
    en: 'Next: talk with this parent alone, and note what you found. Before that, nobody calls the other parent and there’s no joint session.',
    fr: 'À faire : parler seul à seul avec ce parent et noter votre constat. D’ici là, personne n’appelle l’autre parent et aucune rencontre conjointe n’a lieu.',
  },
  'screening-due': {
    en: 'Next: talk with this parent alone again. Since the last note they told of an order, or sent something about safety. Until then nobody calls, and there’s no joint session.',
    fr: 'À faire : parler de nouveau seul à seul avec ce parent. Depuis la dernière note, il a signalé une ordonnance ou envoyé une réponse sur la sécurité. D’ici là, personne n’appelle et aucune rencontre conjointe n’a lieu.',
  },
  'more-needed': {
    en: 'More is needed before a call or a joint session. Next: talk with this parent again, and note what you found.',
    fr: 'Il faut en savoir plus avant un appel ou une rencontre conjointe. À faire : parler de nouveau avec ce parent et noter votre constat.',
  },
  'not-suitable': {
    en: 'Found not suitable: nobody calls the other parent, and there’s no joint session.',
    fr: 'Constat : ne convient pas. Personne n’appelle l’autre parent, et aucune rencontre conjointe n’a lieu.',
  },
  'with-safeguards': {
    en: 'Talked with alone: go ahead, but only with safeguards. What was noted is read with the safety answers above.',
    fr: 'Entretien fait : aller de l’avant, mais seulement avec des précautions. Ce qui a été noté se lit avec les réponses sur la sécurité, plus haut.',
  },
  done: {
    en: 'Talked with alone. Nothing found then stands against the next step.',
    fr: 'Entretien fait. Rien de ce qui a été constaté ne s’oppose à la suite.',
  },
}

/** Stands wherever the file does, about a parent with whom one goes ahead with safeguards only. */
export const buildSafeguardsWording = (parent: Wording): Wording => ({
  en: `${parent.en}: go ahead only with safeguards`,
  fr: `${parent.fr} : seulement avec des précautions`,
})
