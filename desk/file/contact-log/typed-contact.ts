import type {
  ContactDirection,
  ContactEntryChannel,
  ContactOutcome,
} from '../../../content/file/contact-log.ts'
import type { NoteFolder } from '../../../content/file/notes.ts'
import type { NewLoggedContact } from './queries.ts'
import type { contactProblemWording } from './wording.ts'

type Side = NewLoggedContact['side']

/** What somebody filled in so far of a contact. */
export interface TypedContact {
  readonly side?: Side | undefined
  readonly direction: ContactDirection
  readonly channel: ContactEntryChannel
  readonly outcome?: ContactOutcome | undefined
  /** Milliseconds; null when the field is empty. */
  readonly happenedAt: number | null
  readonly note: string
  readonly folder: NoteFolder
  readonly nextStep: string
  /** The day of the next step as ISO 8601; empty for none. */
  readonly dueOn: string
}

type ContactToSend = Omit<NewLoggedContact, 'id' | 'amends'>

/** Gives what can be sent, or the first thing that is missing. */
export function toLoggedContact(
  { side, direction, channel, outcome, happenedAt, note, folder, nextStep, dueOn }: TypedContact,
  { now, today }: { readonly now: number; readonly today: string },
): { readonly missing: keyof typeof contactProblemWording } | { readonly contact: ContactToSend } {
  const step = nextStep.trim()
  if (!side) return { missing: 'side' }
  if (!outcome) return { missing: 'outcome' }
  if (happenedAt === null || happenedAt > now) return { missing: 'when' }
  if (step !== '' && dueOn < today) return { missing: 'date' }
  if (step === '' && dueOn !== '') return { missing: 'step' }
  return {
    contact: {
      ...{ side, channel, happenedAt },
      // The worker refuses an outcome that a direction cannot have; the form offers none.
      ended: { direction, outcome } as ContactToSend['ended'],
      note: note.trim() === '' ? null : { folder, text: note },
      reminder: step === '' ? null : { dueOn, text: step },
    },
  }
}
