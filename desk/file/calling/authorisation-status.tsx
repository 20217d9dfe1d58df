import { formatDateTimeWithOffset } from '../../ui/format-date.ts'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import type { ParentCalls } from '../queries.ts'
import {
  authorisationStateWordingBuilders,
  buildAttemptsLeftWording,
  buildReplacedAccessCodeWording,
  gateShutReasonWording,
} from './wording.ts'

interface Props {
  readonly parentCalls: ParentCalls
  /** Whether the gate was found shut since the calls were loaded. */
  readonly isShutSince?: boolean
}

/** Says where the parent's authorisation stands, and whether anybody may call. */
export function AuthorisationStatus({ parentCalls, isShutSince = false }: Props) {
  const language = useLanguage()
  const text = useWordingText()
  const { latest, gate, attemptsLeft } = parentCalls
  const at = (instant: number | null | undefined) =>
    instant ? formatDateTimeWithOffset(instant, language) : ''
  const stateWording = authorisationStateWordingBuilders[latest?.state ?? 'none']({
    created: at(latest?.grantedAt ?? latest?.createdAt),
    until: at(latest?.expiresAt),
    ended: at(latest?.withdrawnAt ?? latest?.declinedAt),
    by: latest?.requestedBy?.name,
  })
  const isOpen = gate === 'open' && !isShutSince
  const gateWording = gate === 'open' ? buildAttemptsLeftWording(attemptsLeft) : gateShutReasonWording[gate]
  return (
    <div className={isOpen ? 'authorisation-status authorisation-status--open' : 'authorisation-status'}>
      <p>{text(stateWording)}</p>
      {latest?.accessCodeReplacedBy && (
        <p>{text(buildReplacedAccessCodeWording(latest.accessCodeReplacedBy.name))}</p>
      )}
      {gateWording && (isOpen || gate !== 'open') && <p>{text(gateWording)}</p>}
    </div>
  )
}
