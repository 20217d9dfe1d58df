import type { Coordinator } from '../../content/practice.ts'
import type { AuditEvent } from '../../db/audit.ts'

/** What a coordinator does to a file, now, for its audit. */
export const createFileEvent = (
  who: Coordinator,
  { file }: { readonly file: { readonly id: string } },
  action: AuditEvent['action'],
  detail: AuditEvent['detail'] = {},
): AuditEvent => ({ fileId: file.id, actor: who.id, action, detail, happenedAt: Date.now() })
