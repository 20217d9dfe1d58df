import { inject } from 'vitest'

/** Lets an hour pass for the practice, whose mail is held once it sent as much as in a busy hour. */
export const passHour = (): Promise<void> => letTimePass('hour')

/** Lets the time pass until the appointments of a file are over. */
export const passAppointments = (reference: string): Promise<void> =>
  letTimePass(`appointments-over/${reference}`)

/** Lets the time pass until a file was closed long ago, and its term ends tomorrow. */
export const passYearsSinceClosing = (reference: string): Promise<void> =>
  letTimePass(`term-ending/${reference}`)

/** Moves a file to the waiting list, where nobody leads it. */
export const moveToWaitingList = (reference: string): Promise<void> => letTimePass(`waiting/${reference}`)

async function letTimePass(path: string): Promise<void> {
  const { origin } = inject('portal')
  const { ok, status } = await fetch(`${origin}/gallery/${path}`, {
    method: 'POST',
    headers: { Origin: origin },
  })
  if (!ok) throw new Error(`The portal did not let the time pass: ${status}`)
}
