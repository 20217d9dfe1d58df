import { type SQL, sql } from 'drizzle-orm'
import type { Database } from './database.ts'

/** A key, and the text with which every value begins that is sealed under it. */
interface KeyMarks {
  readonly kid: string
  readonly sealedPrefix: string
}

/** Lists drafts after one, in the order of their ids, and whether anything of them is under another key than the newest. */
export const listDraftsWithOlderKeys = (
  db: Database,
  { kid, sealedPrefix }: KeyMarks,
  afterId: string,
  limit: number,
) => {
  const isUnderOther = (sealed: SQL) =>
    sql`(${sealed} <> '' and substr(${sealed}, 1, ${sealedPrefix.length}) <> ${sealedPrefix})`
  return db.all<{ id: string; needsOlderKey: 0 | 1 }>(
    sql`select id, (coalesce(${isUnderOther(sql`sealed_resume_token`)}, 0)
        or coalesce(${hashUnderOtherKeyCondition(sql`resume_code_hash`, kid)}, 0)
        or exists (select 1 from draft_sections
          where draft_id = drafts.id and ${isUnderOther(sql`sealed_fields`)})) as needsOlderKey
      from drafts where id > ${afterId} order by id limit ${limit}`,
  )
}

/**
 * Whether an access code, an invitation that can still be begun with, or a calendar address is under another key than the
 * newest.
 */
export async function findRowUnderOlderDraftKey(db: Database, kid: string, now: number): Promise<boolean> {
  const isUnderOther = (hash: string) => hashUnderOtherKeyCondition(sql.raw(hash), kid)
  const [found] = await db.all<{ older: 0 | 1 }>(
    sql`select exists (select 1 from parents where ${isUnderOther('access_code_hash')})
      or exists (select 1 from invitations where ${isUnderOther('code_hash')}
        and ended_at is null and accepted_at is null and expires_at > ${now})
      or exists (select 1 from joining_codes where ${isUnderOther('code_hash')}
        and ended_at is null and accepted_at is null and expires_at > ${now})
      or exists (select 1 from calendar_feeds where ${isUnderOther('secret_hash')}) as older`,
  )
  return found?.older === 1
}

/** Holds for a hash that names another key. The id of the key stands before a dot, which `/` follows in ASCII. */
export const hashUnderOtherKeyCondition = (hash: SQL, kid: string): SQL =>
  sql`(${hash} < ${`${kid}.`} or ${hash} >= ${`${kid}/`})`
