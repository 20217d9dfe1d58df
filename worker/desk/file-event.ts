import type { Coordinator } from '../../content/practice.ts'
import type { AuditEvent } from '../../db/audit.ts'

/** Builds the audit event of a coordinator's action on a file, at the current time. */
export const buildFileAuditEvent = (
  who: Coordinator,
  { file }: { readonly file: { readonly id: string } },
  action: AuditEvent['action'],
  detail: AuditEvent['detail'] = {},
): AuditEvent => ({ fileId: file.id, actor: who.id, action, detail, happenedAt: Date.now() })
