import { type SQLWrapper, sql } from 'drizzle-orm'
import type { parents } from './schema.ts'
import { sharedEmailTokensSql } from './shared-contacts.ts'

/** How a parent may be reached, sealed as stored, with the tokens of the addresses that are not safe for them. */
export interface SealedParentContact
  extends Pick<typeof parents.$inferSelect, 'id' | 'side' | 'sealedContactRules'> {
  /** A JSON list. */
  readonly sharedEmailTokens: string
}

/**
 * Gives those parents of `files` who came and have not withdrawn, the initiating one first. SQLite would put a JSON list
 * into the object as a list; joined to an empty text, it is a text.
 */
export const sealedContactsSql = (fileId: SQLWrapper) =>
  sql`(select json_group_array(json_object('id', parents.id, 'side', parents.side,
      'sealedContactRules', sealed_contact_rules,
      'sharedEmailTokens', (${sharedEmailTokensSql(sql`parents.id`)}) || '') order by parents.side)
    from parents where parents.file_id = ${fileId} and status is not null and application_withdrawn_at is null)`

export const parseSealedContacts = (contacts: string): SealedParentContact[] => JSON.parse(contacts)
