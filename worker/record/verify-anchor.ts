import { listAuditHeadsAfter } from '../../db/audit-checks.ts'
import type { Database } from '../../db/database.ts'
import { addHeadToDigest, EMPTY_DIGEST, parseAnchorLine, type RecordAnchor } from './anchor-line.ts'

/**
 * What a line says of the record now. `unchanged`: the record still holds, unchanged, everything that it held then.
 * `changed`: something of it was altered, removed or added since. `not_ours`: nobody here signed the line.
 */
export type AnchorFinding =
  | { readonly finding: 'unchanged' | 'changed'; readonly anchor: RecordAnchor }
  | { readonly finding: 'not_ours' }

/** Compares the record with the line of an earlier day. What was recorded after that day does not matter. */
export async function verifyAnchorLine(db: Database, line: string): Promise<AnchorFinding> {
  const anchor = await parseAnchorLine(db.auditSigner, line)
  if (!anchor) return { finding: 'not_ours' }
  const { digest, files } = await computeDigest(db, anchor.until)
  const isUnchanged = digest === anchor.digest && files === anchor.files
  return { finding: isUnchanged ? 'unchanged' : 'changed', anchor }
}

async function computeDigest(db: Database, until: number) {
  let [digest, files, last] = [EMPTY_DIGEST, 0, '']
  for (;;) {
    const heads = await listAuditHeadsAfter(db, last, until, HEADS_PER_CALL)
    for (const head of heads) digest = await addHeadToDigest(digest, head)
    files += heads.length
    last = heads.at(-1)?.fileId ?? last
    if (heads.length < HEADS_PER_CALL) return { digest, files }
  }
}

const HEADS_PER_CALL = 2_000
