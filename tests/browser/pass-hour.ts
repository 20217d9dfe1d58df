import { inject } from 'vitest'

/** Lets an hour pass for the practice, whose mail is held once it sent as much as in a busy hour. */
export async function passHour(): Promise<void> {
  const { origin } = inject('portal')
  const { ok, status } = await fetch(`${origin}/gallery/hour`, {
    method: 'POST',
    headers: { Origin: origin },
  })
  if (!ok) throw new Error(`The portal did not let an hour pass: ${status}`)
}
