import type { Wording } from '../../forms/language.ts'

export const filesWording = {
  loading: { en: 'Loading the files…', fr: 'Chargement des dossiers…' },
  asking: { en: 'Decisions that wait for your agreement', fr: 'Décisions qui attendent votre accord' },
  waitingList: { en: 'Waiting list', fr: 'Liste d’attente' },
  waitingOrder: {
    en: 'In the order they came: the first has waited longest.',
    fr: 'Dans l’ordre d’arrivée : le premier dossier attend depuis le plus longtemps.',
  },
} as const satisfies Record<string, Wording>

export const selectionWording = {
  legend: { en: 'Select files', fr: 'Sélection de dossiers' },
  select: { en: 'Select', fr: 'Sélectionner' },
  selectAll: { en: 'Select all shown', fr: 'Tout sélectionner' },
} as const satisfies Record<string, Wording>

export const buildSelectFileWording = (reference: string): Wording => ({
  en: `Select ${reference}`,
  fr: `Sélectionner le dossier ${reference}`,
})

export function buildSelectedCountWording(count: number): Wording {
  if (count === 0) return { en: 'No file selected', fr: 'Aucun dossier sélectionné' }
  if (count === 1) return { en: '1 file selected', fr: '1 dossier sélectionné' }
  return { en: `${count} files selected`, fr: `${count} dossiers sélectionnés` }
}

/** What happened to an e-mail about a file that has not been sent. */
export const undeliveredMessageWording: Record<'queued' | 'failed', Wording> = {
  queued: {
    en: 'The e-mail about this file hasn’t gone out yet. It will be tried again automatically.',
    fr: 'Le courriel au sujet de ce dossier n’est pas encore parti. Un nouvel essai se fera automatiquement.',
  },
  failed: {
    en: 'The e-mail about this file couldn’t be sent. Make sure the person it was meant for knows.',
    fr: 'Le courriel au sujet de ce dossier n’a pas pu être envoyé. Assurez-vous que la personne à qui il était destiné est au courant.',
  },
}

/** Tells an administrator that e-mails wait for a key. */
export const buildSealedMessagesWording = (count: number): Wording =>
  count === 1
    ? {
        en: '1 e-mail waits because its key is missing. Put the key back: until then it can’t be sent. It’s kept meanwhile.',
        fr: '1 courriel attend parce qu’il manque sa clé. Remettez la clé en place : d’ici là, il ne peut pas partir. Il est conservé entre-temps.',
      }
    : {
        en: `${count} e-mails wait because their key is missing. Put the key back: until then they can’t be sent. They’re kept meanwhile.`,
        fr: `${count} courriels attendent parce qu’il manque leur clé. Remettez la clé en place : d’ici là, ils ne peuvent pas partir. Ils sont conservés entre-temps.`,
      }

/**
 * Formats `3 files shown, newest first`. Without files it says when one will appear, and with more files than shown it
 * says how to open the older ones.
 */
export function buildFileCountWording(count: number, more: boolean): Wording {
  if (count === 0) {
    return {
      en: 'No files yet. One appears here as soon as a parent sends an intake, if you lead it or nobody does yet.',
      fr: 'Aucun dossier pour l’instant. Dès qu’un parent envoie une demande, son dossier apparaît ici si vous en êtes responsable ou si personne ne l’est encore.',
    }
  }
  if (count === 1) return { en: '1 file shown', fr: '1 dossier affiché' }
  if (more) {
    return {
      en: `The newest ${count} files are shown. An older one opens from the link in its e-mail.`,
      fr: `Les ${count} dossiers les plus récents sont affichés. Un dossier plus ancien s’ouvre par le lien du courriel qui l’annonçait.`,
    }
  }
  return {
    en: `${count} files shown, newest first`,
    fr: `${count} dossiers affichés, du plus récent au plus ancien`,
  }
}

/** Says who asks for an agreement. */
export const buildAskedByWording = (name: string): Wording => ({
  en: `asked by ${name}`,
  fr: `demandé par ${name}`,
})
