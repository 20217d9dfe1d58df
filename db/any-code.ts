import { sql } from 'drizzle-orm'
import { type AttemptConnection, countWrongCodeIfStatement, isOverWrongCodeLimit } from './code-attempts.ts'
import { type Database, runNamedBatch } from './database.ts'
import { assembleResumableDraft, selectDraftByResumeCode } from './drafts.ts'
import { countWrongEntryCodeStatements, type InvitationCodeHashes, selectEntryByCode } from './invitations.ts'
import { selectParentByAccessCode, upgradeAccessCodeHashStatement } from './parent-file.ts'

/** The hashes of one code, as each kind of code, under each key. */
interface AnyCodeHashes {
  readonly accessCodeHashes: readonly [string, ...string[]]
  readonly resumeCodeHashes: readonly string[]
  readonly invitationHashes: readonly InvitationCodeHashes[]
}

/** Finds what a code opens, whichever kind it is, or counts it as wrong, in one call that is the same for every code. */
export async function findByAnyCodeOrCountWrongCode(
  db: Database,
  connection: AttemptConnection,
  { accessCodeHashes, resumeCodeHashes, invitationHashes }: AnyCodeHashes,
  now: number,
) {
  const parent = selectParentByAccessCode(db, accessCodeHashes)
  const draft = selectDraftByResumeCode(db, resumeCodeHashes, now)
  const invitation = selectEntryByCode(db, invitationHashes, now)
  const opensNothing = sql`not exists ${parent} and not exists ${draft} and not exists ${invitation}`
  const results = await runNamedBatch(db, {
    upgraded: upgradeAccessCodeHashStatement(db, accessCodeHashes),
    countedForInvitation: countWrongEntryCodeStatements(db, invitationHashes, now),
    parent,
    draft,
    invitation,
    counted: countWrongCodeIfStatement(db, connection, opensNothing),
  })
  const found = {
    parent: results.parent[0],
    draft: assembleResumableDraft(results.draft),
    invitation: results.invitation[0],
  }
  const isFound = Object.values(found).some((one) => one !== undefined)
  return { ...found, hasTooManyWrongCodes: !isFound && isOverWrongCodeLimit(results.counted) }
}
