import type { Coordinator } from '../../content/practice.ts'
import type { AuditEvent, AuditRow } from '../../db/audit.ts'

interface LoadedFile {
  readonly file: {
    readonly id: string
    readonly leadCoordinatorId?: string | null
    readonly viewerStandsIn?: boolean
  }
  readonly lastAuditRow?: AuditRow | undefined
}

/**
 * Builds the audit event of a coordinator's action on a file, at the current time. It says for whom they stand in, if they
 * were given the file.
 */
export const buildFileAuditEvent = (
  who: Coordinator,
  { file, lastAuditRow }: LoadedFile,
  action: AuditEvent['action'],
  detail: AuditEvent['detail'] = {},
): AuditEvent => ({
  fileId: file.id,
  actor: who.id,
  action,
  detail:
    file.viewerStandsIn && file.leadCoordinatorId
      ? { ...detail, standInFor: file.leadCoordinatorId }
      : detail,
  happenedAt: Date.now(),
  lastRow: lastAuditRow,
})
