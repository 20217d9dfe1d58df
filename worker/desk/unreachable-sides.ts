import type { SealedParentContact } from '../../db/sealed-contacts.ts'
import { unsealUnsharedContactRules } from '../contact/contact-rules.ts'
import { listContactChannels } from '../contact/contactability.ts'
import type { Environment } from '../environment.ts'
import { getErrorLogFields, log } from '../log.ts'
import type { ParentSide } from './parent-side.ts'

/**
 * Lists which parents left no safe way to be reached, as the page before sending and “Your file” decide it. Nothing is said
 * of a parent whose contact rules don't open now, as while a key is missing, and the list is given all the same.
 */
export async function listUnreachableSides(
  { env, requestId }: { readonly env: Environment; readonly requestId: string },
  contacts: readonly SealedParentContact[],
): Promise<ParentSide[]> {
  const sides = await Promise.all(
    contacts.map(async (contact) => {
      try {
        const rules = await unsealUnsharedContactRules(env, contact)
        return listContactChannels(rules).length === 0 ? [contact.side] : []
      } catch (error) {
        log('error', { request: requestId, ...getErrorLogFields(error) })
        return []
      }
    }),
  )
  return sides.flat()
}
