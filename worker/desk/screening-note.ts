import type { KeyRing } from '../privacy/key-ring.ts'
import { type SealContext, seal, unseal } from '../privacy/seal.ts'

const buildNoteSealContext = (screeningId: string): SealContext => `screenings.sealed_note:${screeningId}`

/** Seals what a coordinator noted of a screening, under the key of the safety answers. */
export const sealScreeningNote = (keys: KeyRing, screeningId: string, note: string) =>
  seal(keys, 'safety', buildNoteSealContext(screeningId), note)

/** Unseals what was noted of screenings; leaves out those without a note. */
export const unsealScreeningNotes = (
  keys: KeyRing,
  screenings: readonly { readonly id: string; readonly sealedNote: string | null }[],
) =>
  Promise.all(
    screenings.flatMap(({ id, sealedNote }) =>
      sealedNote === null
        ? []
        : unseal(keys, 'safety', buildNoteSealContext(id), sealedNote).then((note) => ({
            screeningId: id,
            note: note as string,
          })),
    ),
  )
