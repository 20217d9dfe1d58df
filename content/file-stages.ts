import type { Wording } from '../forms/language.ts'

/** As whom somebody acts on a file: who leads it, an administrator, any coordinator while nobody leads, the portal. */
export type FileRole = 'lead' | 'administrator' | 'anybody-unassigned' | 'system'

/** Where a file can stand, which stage may follow which, and who makes it follow. */
export interface StageMachine<Stage extends string, Transition extends string> {
  readonly stages: Readonly<
    Record<
      Stage,
      {
        readonly wording: Wording
        /** The work goes on: it may be acted on, counts for whoever leads it, and relates to other files. */
        readonly isOpen: boolean
        /** It stands in the waiting list until somebody leads it. */
        readonly isWaiting?: boolean
      }
    >
  >
  readonly transitions: Readonly<
    Record<
      Transition,
      {
        readonly by: readonly FileRole[]
        /** The stage after it, by the stage before; it cannot be made in any other. */
        readonly moves: Readonly<Partial<Record<Stage, Stage>>>
      }
    >
  >
}

/** What can be told of a stage and a transition without a database. */
export const createStagePredicates = <Stage extends string, Transition extends string>({
  stages,
  transitions,
}: StageMachine<Stage, Transition>) => ({
  isOpenStage: (stage: Stage): boolean => stages[stage].isOpen,
  stageAfter: (transition: Transition, stage: Stage): Stage | undefined =>
    transitions[transition].moves[stage],
  /** Whether somebody acting in these roles makes it, whatever the stage. */
  mayTransition: (transition: Transition, roles: ReadonlySet<FileRole>): boolean =>
    transitions[transition].by.some((role) => roles.has(role)),
})

/** The stages of a file at this practice. */
export const fileStageMachine = {
  stages: {
    /** For a coordinator with room. */
    waiting: { wording: { en: 'Waiting list', fr: 'Liste d’attente' }, isOpen: true, isWaiting: true },
    /** Until whoever leads has read it. */
    new: { wording: { en: 'New', fr: 'Nouveau' }, isOpen: true },
    open: { wording: { en: 'Open', fr: 'Ouvert' }, isOpen: true },
    closed: { wording: { en: 'Closed', fr: 'Fermé' }, isOpen: false },
  },
  transitions: {
    /** A coordinator is given the file to lead. */
    assign: { by: ['administrator'], moves: { waiting: 'new', new: 'new', open: 'open' } },
    /** Whoever leads gives it back. */
    unassign: { by: ['lead'], moves: { waiting: 'waiting', new: 'new', open: 'open' } },
    /** Whoever leads reads it for the first time. */
    read: { by: ['lead'], moves: { new: 'open' } },
    /** The work is done, or was declined. */
    close: {
      by: ['lead', 'administrator'],
      moves: { waiting: 'closed', new: 'closed', open: 'closed' },
    },
    /** It becomes part of another file of the same family. */
    merge: {
      by: ['lead', 'administrator', 'anybody-unassigned'],
      moves: { waiting: 'closed', new: 'closed', open: 'closed' },
    },
  },
} as const satisfies StageMachine<string, string>

export type FileStage = keyof typeof fileStageMachine.stages
export type FileTransition = keyof typeof fileStageMachine.transitions

/** The stage of a file as it is sent: whether those who fit have room or not. */
export const initialFileStage = ({ waiting }: { readonly waiting: boolean }): FileStage =>
  waiting ? 'waiting' : 'new'

export const { isOpenStage, mayTransition } = createStagePredicates<FileStage, FileTransition>(
  fileStageMachine,
)

/** How the desk calls a stage. */
export const fileStageWording = (stage: FileStage): Wording => fileStageMachine.stages[stage].wording
