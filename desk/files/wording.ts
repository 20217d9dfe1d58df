import type { Wording } from '../../forms/language.ts'
import { provinceNamesByAbbreviation } from '../../forms/provinces.ts'
import type { FileView, FilterName, SortName } from './list-choice.ts'
import type { ClosedListedFile } from './queries.ts'

export const filesWording = {
  loading: { en: 'Loading the files…', fr: 'Chargement des dossiers…' },
  asking: { en: 'Decisions that wait for your agreement', fr: 'Décisions qui attendent votre accord' },
  waitingList: { en: 'Waiting list', fr: 'Liste d’attente' },
  waitingOrder: {
    en: 'In the order they came: the first has waited longest.',
    fr: 'Dans l’ordre d’arrivée : le premier dossier attend depuis le plus longtemps.',
  },
  more: {
    en: 'More files are open than the list holds: the oldest aren’t shown. The search finds them.',
    fr: 'Plus de dossiers sont ouverts que la liste n’en contient : les plus anciens ne sont pas affichés. La recherche les trouve.',
  },
  views: { en: 'Which files', fr: 'Quels dossiers' },
  filters: { en: 'Order and filters', fr: 'Ordre et filtres' },
  sort: { en: 'Order', fr: 'Ordre' },
  all: { en: 'All', fr: 'Tout' },
  showAll: { en: 'Remove the filters', fr: 'Retirer les filtres' },
  family: { en: 'Family', fr: 'Famille' },
  nextStep: { en: 'Next step', fr: 'Prochaine étape' },
  lastEvent: { en: 'Last active', fr: 'Activité' },
  pages: { en: 'Pages of the list', fr: 'Pages de la liste' },
  previousPage: { en: 'Previous page', fr: 'Page précédente' },
  nextPage: { en: 'Next page', fr: 'Page suivante' },
  olderPage: { en: 'Older files', fr: 'Dossiers plus anciens' },
  newestPage: { en: 'Back to the newest', fr: 'Revenir aux plus récents' },
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

/** Says how many of the open files are shown. Without any it says when one will appear. */
export function buildFileCountWording(shown: number, all: number): Wording {
  if (all === 0) {
    return {
      en: 'No open files yet. One appears here as soon as a parent sends an intake, if you lead it or nobody does yet.',
      fr: 'Aucun dossier ouvert pour l’instant. Dès qu’un parent envoie une demande, son dossier apparaît ici si vous en êtes responsable ou si personne ne l’est encore.',
    }
  }
  if (shown === 0) return { en: 'No file fits this.', fr: 'Aucun dossier ne correspond à ces choix.' }
  if (shown < all) return { en: `${shown} of ${all} open files`, fr: `${shown} des ${all} dossiers ouverts` }
  return shown === 1
    ? { en: '1 open file', fr: '1 dossier ouvert' }
    : { en: `${shown} open files`, fr: `${shown} dossiers ouverts` }
}

/** Says how many closed files a page shows. */
export function buildClosedCountWording(count: number, more: boolean): Wording {
  if (count === 0) return { en: 'No closed files', fr: 'Aucun dossier fermé' }
  if (count === 1 && !more) return { en: '1 closed file', fr: '1 dossier fermé' }
  return {
    en: `${count} closed files, those that came last first`,
    fr: `${count} dossiers fermés, les derniers arrivés en premier`,
  }
}

/** Says which page it is. */
export const buildPageWording = (page: number, pages: number): Wording => ({
  en: `Page ${page} of ${pages}`,
  fr: `Page ${page} de ${pages}`,
})

export const fileViewWording: Record<FileView, Wording> = {
  open: { en: 'All open', fr: 'Tous les ouverts' },
  mine: { en: 'Mine', fr: 'Les miens' },
  assisting: { en: 'Assisting', fr: 'J’y collabore' },
  unassigned: { en: 'Unassigned', fr: 'Sans responsable' },
  waiting: { en: 'Waiting list', fr: 'Liste d’attente' },
  closed: { en: 'Closed', fr: 'Fermés' },
}

/** Names where children live most of the time: a province, or what else can be answered. */
export const getProvinceWording = (value: string): Wording =>
  placeWordings.get(value) ?? { en: value, fr: value }

const placeWordings = new Map<string, Wording>(
  Object.entries({
    ...provinceNamesByAbbreviation,
    elsewhere: { en: 'Elsewhere', fr: 'Ailleurs' },
    'not-sure': { en: 'Varies', fr: 'Variable' },
  }),
)

export const sortWording: Record<SortName, Wording> = {
  step: { en: 'Most pressing first', fr: 'Le plus pressant d’abord' },
  newest: { en: 'Newest first', fr: 'Les plus récents d’abord' },
  active: { en: 'Latest activity first', fr: 'Activité récente d’abord' },
  quiet: { en: 'Longest quiet first', fr: 'Sans activité depuis longtemps' },
  name: { en: 'By name', fr: 'Par nom' },
}

export const filterWording: Record<FilterName, Wording> = {
  flag: { en: 'Stands out', fr: 'À remarquer' },
  stage: { en: 'Stage', fr: 'État' },
  language: { en: 'Language', fr: 'Langue' },
  province: { en: 'Province', fr: 'Province' },
  lead: { en: 'Who leads', fr: 'Responsable' },
}

export const roleWording: Record<NonNullable<ClosedListedFile['role']>, Wording> = {
  lead: { en: '(you)', fr: '(vous)' },
  'stand-in': { en: '(you stand in)', fr: '(vous assurez la relève)' },
  assistant: { en: '(you assist)', fr: '(vous y collaborez)' },
}

/** Says who asks for an agreement. */
export const buildAskedByWording = (name: string): Wording => ({
  en: `asked by ${name}`,
  fr: `demandé par ${name}`,
})
