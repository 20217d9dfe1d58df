import type { SealedDisplayName } from '../../db/file-columns.ts'
import { getErrorLogFields, log } from '../log.ts'
import type { KeyRing } from '../privacy/key-ring.ts'
import { seal, unseal } from '../privacy/seal.ts'
import type { PersonNames } from '../privacy/search-tokens.ts'
import { formatListedAnswers, type ListedAnswers, parseListedAnswers } from './listed-answers.ts'

const COLUMN = 'parents.sealed_display_name'

/** What is sealed: the names, and what the list tells of the answers of a parent who came. */
interface StoredDisplayName extends PersonNames {
  readonly listed?: string
}

/** Seals the names of a parent for the desk, with what the list tells of their own answers. Gives null for no name. */
export const sealDisplayName = async (
  keys: KeyRing,
  parentId: string,
  names: PersonNames | undefined,
  listed?: ListedAnswers,
) =>
  names
    ? sealStored(keys, parentId, { ...names, ...(listed && { listed: formatListedAnswers(listed) }) })
    : null

/**
 * Seals what is told of a parent anew, with what they just answered; undefined when that changes nothing. Where answers were
 * never listed, the scheduled work reads all of them (`worker/rotation/seal-listed-answers.ts`), and no single page stands
 * for them.
 */
export async function sealNewDisplayName(
  keys: KeyRing,
  { parentId, sealedDisplayName }: { readonly parentId: string; readonly sealedDisplayName: string | null },
  names: PersonNames | undefined,
  answered: ListedAnswers,
): Promise<string | undefined> {
  if (!names && (!sealedDisplayName || Object.keys(answered).length === 0)) return undefined
  const stored = sealedDisplayName ? await unsealStored(keys, parentId, sealedDisplayName) : {}
  const listed = stored.listed && formatListedAnswers({ ...parseListedAnswers(stored.listed), ...answered })
  if (!names && listed === stored.listed) return undefined
  return sealStored(keys, parentId, { ...stored, ...names, ...(listed && { listed }) })
}

/** Seals a name that tells nothing of the answers yet with what it has to tell; undefined when it tells of them already. */
export async function addListedAnswers(
  keys: KeyRing,
  parentId: string,
  sealed: string,
  loadAnswered: () => Promise<ListedAnswers>,
): Promise<string | undefined> {
  const stored = await unsealStored(keys, parentId, sealed)
  if (stored.listed) return undefined
  return sealStored(keys, parentId, { ...stored, listed: formatListedAnswers(await loadAnswered()) })
}

const sealStored = (keys: KeyRing, parentId: string, stored: StoredDisplayName) =>
  seal(keys, 'answers', `${COLUMN}:${parentId}`, stored)

const unsealStored = async (keys: KeyRing, parentId: string, sealed: string) =>
  (await unseal(keys, 'answers', `${COLUMN}:${parentId}`, sealed)) as StoredDisplayName

/** The names of both parents; null for one that is not known. */
interface People {
  readonly initiating: string | null
  readonly other: string | null
}

/** Unseals the names of a file’s parents. One that does not open is missing, and its file shows by its reference. */
export const unsealPeople = async (keys: KeyRing, names: readonly SealedDisplayName[]): Promise<People> =>
  (await unsealPeopleAndListedAnswers(keys, names)).people

/** Unseals the names of a file’s parents, and with them what the list tells of the answers of each who came. */
export async function unsealPeopleAndListedAnswers(keys: KeyRing, names: readonly SealedDisplayName[]) {
  const opened = await Promise.all(
    names.map(async ({ id, side, sealed }) => ({ side, stored: await unsealStoredOrLog(keys, id, sealed) })),
  )
  const people: People = Object.assign(
    { initiating: null, other: null },
    ...opened.map(({ side, stored }) => ({ [side]: formatNames(stored) })),
  )
  return {
    people,
    listed: opened.flatMap(({ stored }) => (stored.listed ? [parseListedAnswers(stored.listed)] : [])),
  }
}

/** Unseals a parent’s own names; none where they aren’t known or don’t open. */
export const unsealOwnNames = (
  keys: KeyRing,
  parentId: string,
  sealed: string | null,
): Promise<PersonNames> => unsealStoredOrLog(keys, parentId, sealed)

/** Whether a parent said that the children live where nobody of the practice may work. False when it isn’t known. */
const isOutsideProvinces = async (keys: KeyRing, parent: ParentWithDisplayName): Promise<boolean> =>
  (await unsealListedProvince(keys, parent)) === 'elsewhere'

/** Whether nobody of the practice can be chosen for a parent: nobody took their file, and the children live elsewhere. */
export const isUnserved = async (
  keys: KeyRing,
  parent: ParentWithDisplayName & { readonly bookingCoordinatorId: string | null },
): Promise<boolean> => parent.bookingCoordinatorId === null && isOutsideProvinces(keys, parent)

interface ParentWithDisplayName {
  readonly parentId: string
  readonly sealedDisplayName: string | null
}

/** Where a parent said that the children live, out of the seal of their name; undefined when it isn’t known. */
export async function unsealListedProvince(
  keys: KeyRing,
  { parentId, sealedDisplayName }: ParentWithDisplayName,
): Promise<string | undefined> {
  const { listed } = await unsealStoredOrLog(keys, parentId, sealedDisplayName)
  return listed && parseListedAnswers(listed).province
}

/** Unseals what is stored of a parent’s names. One that does not open is logged, and counts as not known. */
async function unsealStoredOrLog(
  keys: KeyRing,
  parentId: string,
  sealed: string | null,
): Promise<StoredDisplayName> {
  try {
    return sealed === null ? {} : await unsealStored(keys, parentId, sealed)
  } catch (error) {
    log('value_unreadable', { column: COLUMN, row: parentId, ...getErrorLogFields(error) })
    return {}
  }
}

/** Formats the full name, behind the one in use where that is another: it may be no part of it, or a second first name. */
const formatNames = ({ full, inUse }: PersonNames) =>
  full && inUse && !`${full} `.startsWith(`${inUse} `) ? `${inUse} (${full})` : (full ?? inUse ?? null)
