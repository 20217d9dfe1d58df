import { practice } from '../../content/practice.ts'
import type { Environment } from '../environment.ts'
import { type ContactRules, contactPlace } from '../intake/contact.ts'
import { open } from '../privacy/seal.ts'

/** How a parent may be reached, out of the seal; nothing while they have not told us. */
export const contactRules = async (
  { keys }: Environment,
  parentId: string,
  sealed: string | null,
): Promise<ContactRules | undefined> =>
  sealed === null
    ? undefined
    : ((await open(keys, 'answers', contactPlace(parentId), sealed)) as ContactRules)

/** The time zone days and hours are told a parent in: their own, or where they gave none that of the practice. */
export const zoneIn = (rules: ContactRules | undefined): string => rules?.timeZone ?? PRACTICE_ZONE

/** Where the practice stands: the time of its first coordinator. */
const PRACTICE_ZONE = practice.coordinators[0]?.timeZone ?? 'UTC'
