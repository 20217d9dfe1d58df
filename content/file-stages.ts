import type { Wording } from '../forms/language.ts'

/**
 * The roles in which somebody acts on a file: its lead, whoever was given it while the lead is away, its assistant, an
 * administrator, any coordinator while the file has no lead, a parent from “Your file”, and the portal itself.
 */
export type FileRole =
  | 'lead'
  | 'stand-in'
  | 'assistant'
  | 'administrator'
  | 'anybody-unassigned'
  | 'parent'
  | 'system'

/** Declares the stages of a file, which stage may follow which, and who may make each transition. */
export interface StageMachine<Stage extends string, Transition extends string> {
  readonly stages: Readonly<
    Record<
      Stage,
      {
        readonly wording: Wording
        /** Work goes on: the file can be acted on, counts towards its lead's capacity, and relates to other files. */
        readonly isOpen: boolean
        /** The file is on the waiting list until it has a lead. */
        readonly isWaiting?: boolean
        /** Nobody genuine sent the file, so no message about it leaves. */
        readonly isDismissed?: boolean
      }
    >
  >
  readonly transitions: Readonly<
    Record<
      Transition,
      {
        readonly by: readonly FileRole[]
        /** Maps each stage in which the transition is possible to the stage after it. */
        readonly moves: Readonly<Partial<Record<Stage, Stage>>>
      }
    >
  >
}

/** Builds the questions about stages and transitions that need no database. */
export const createStageFunctions = <Stage extends string, Transition extends string>({
  stages,
  transitions,
}: StageMachine<Stage, Transition>) => ({
  isOpenStage: (stage: Stage): boolean => stages[stage].isOpen,
  isDismissedStage: (stage: Stage): boolean => stages[stage].isDismissed === true,
  isWaitingStage: (stage: Stage): boolean => stages[stage].isWaiting === true,
  stageAfter: (transition: Transition, stage: Stage): Stage | undefined =>
    transitions[transition].moves[stage],
  /** Whether one of these roles may make the transition, regardless of the stage. */
  mayTransition: (transition: Transition, roles: ReadonlySet<FileRole>): boolean =>
    transitions[transition].by.some((role) => roles.has(role)),
})

export const fileStageMachine = {
  stages: {
    /** No coordinator who fits has room. */
    waiting: { wording: { en: 'Waiting list', fr: 'Liste d’attente' }, isOpen: true, isWaiting: true },
    /** Nobody has been in touch with a parent who applied. */
    new: { wording: { en: 'New', fr: 'Nouveau' }, isOpen: true },
    open: { wording: { en: 'Open', fr: 'Ouvert' }, isOpen: true },
    closed: { wording: { en: 'Closed', fr: 'Fermé' }, isOpen: false },
    /** Nobody genuine sent it. Its facts count against nobody. */
    'not-genuine': {
      wording: { en: 'Closed: not genuine', fr: 'Fermé : demande non authentique' },
      isOpen: false,
      isDismissed: true,
    },
  },
  transitions: {
    /** An administrator gives the file to a coordinator to lead. */
    assign: { by: ['administrator'], moves: { waiting: 'new', new: 'new', open: 'open' } },
    /** A coordinator makes themselves the lead of a file that nobody leads. */
    take: { by: ['anybody-unassigned'], moves: { waiting: 'new', new: 'new', open: 'open' } },
    /** The lead gives the file back. */
    unassign: { by: ['lead'], moves: { waiting: 'waiting', new: 'new', open: 'open' } },
    /** Somebody of the practice was in touch with a parent who applied, or tried to be. */
    contact: { by: ['lead', 'stand-in', 'assistant', 'administrator'], moves: { new: 'open' } },
    /** The work is done, or was declined. */
    close: {
      by: ['lead', 'administrator'],
      moves: { waiting: 'closed', new: 'closed', open: 'closed' },
    },
    /**
     * The last parent who applied takes the application back, at any time before the file is closed. One of two parents
     * takes only their own part back, and the file stays with the other.
     */
    withdraw: { by: ['parent'], moves: { waiting: 'closed', new: 'closed', open: 'closed' } },
    /** The intake is a bot’s, or somebody’s in another’s name. */
    dismiss: {
      by: ['lead', 'administrator'],
      moves: { waiting: 'not-genuine', new: 'not-genuine', open: 'not-genuine' },
    },
    /** It was genuine after all, and is read like a new one. */
    restore: { by: ['administrator'], moves: { 'not-genuine': 'new' } },
    /** The file becomes part of another file of the same family. */
    merge: {
      by: ['lead', 'administrator', 'anybody-unassigned'],
      moves: { waiting: 'closed', new: 'closed', open: 'closed' },
    },
  },
} as const satisfies StageMachine<string, string>

export type FileStage = keyof typeof fileStageMachine.stages
export type FileTransition = keyof typeof fileStageMachine.transitions

/** Whether a text names a stage. */
export const isFileStage = (text: string): text is FileStage => Object.hasOwn(fileStageMachine.stages, text)

/** The stage of a new file. `waiting` means that no coordinator who fits has room. */
export const getInitialFileStage = ({ waiting }: { readonly waiting: boolean }): FileStage =>
  waiting ? 'waiting' : 'new'

export const { isOpenStage, isDismissedStage, isWaitingStage, mayTransition } = createStageFunctions<
  FileStage,
  FileTransition
>(fileStageMachine)

export const getFileStageWording = (stage: FileStage): Wording => fileStageMachine.stages[stage].wording
