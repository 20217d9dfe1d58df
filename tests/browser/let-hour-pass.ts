import { beforeEach, inject } from 'vitest'

// Runs before each journey. All come from one practice, whose mail is held once it sent as much as in a busy hour.
beforeEach(async () => {
  const { origin } = inject('portal')
  const { ok, status } = await fetch(`${origin}/gallery/hour`, {
    method: 'POST',
    headers: { Origin: origin },
  })
  if (!ok) throw new Error(`The portal did not let an hour pass: ${status}`)
})
