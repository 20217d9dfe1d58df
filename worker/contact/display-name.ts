import type { SealedDisplayName } from '../../db/file-columns.ts'
import { getErrorLogFields, log } from '../log.ts'
import type { KeyRing } from '../privacy/key-ring.ts'
import { seal, unseal } from '../privacy/seal.ts'
import type { PersonNames } from '../privacy/search-tokens.ts'

const COLUMN = 'parents.sealed_display_name'

/** Seals the names of a parent for the desk. Gives null for none. */
export const sealDisplayName = async (keys: KeyRing, parentId: string, names: PersonNames | undefined) =>
  names ? seal(keys, 'answers', `${COLUMN}:${parentId}`, names) : null

/** Seals the names of a parent with those that they just gave; undefined when they gave none. */
export const sealNewDisplayName = async (
  keys: KeyRing,
  { parentId, sealedDisplayName }: { readonly parentId: string; readonly sealedDisplayName: string | null },
  names: PersonNames | undefined,
): Promise<string | undefined> =>
  names &&
  seal(keys, 'answers', `${COLUMN}:${parentId}`, {
    ...(sealedDisplayName && (await unsealNames(keys, parentId, sealedDisplayName))),
    ...names,
  })

const unsealNames = async (keys: KeyRing, parentId: string, sealed: string) =>
  (await unseal(keys, 'answers', `${COLUMN}:${parentId}`, sealed)) as PersonNames

/** The names of both parents; null for one that is not known. */
interface People {
  readonly initiating: string | null
  readonly other: string | null
}

/** Unseals the names of a file’s parents. One that does not open is missing, and its file shows by its reference. */
export async function unsealPeople(keys: KeyRing, names: readonly SealedDisplayName[]): Promise<People> {
  const opened = names.map(async ({ id, side, sealed }) => {
    try {
      return { [side]: formatNames(await unsealNames(keys, id, sealed)) }
    } catch (error) {
      log('value_unreadable', { column: COLUMN, row: id, ...getErrorLogFields(error) })
      return {}
    }
  })
  return Object.assign({ initiating: null, other: null }, ...(await Promise.all(opened)))
}

/** Formats the name in use, with the full one behind it: it may be a first name alone. */
const formatNames = ({ full, inUse }: PersonNames) =>
  full && inUse && inUse !== full ? `${inUse} (${full})` : (inUse ?? full ?? null)
