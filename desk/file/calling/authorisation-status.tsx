import { formatDateTimeWithOffset } from '../../ui/format-date.ts'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import type { ParentCalls } from '../queries.ts'
import {
  authorisationStateWordingBuilders,
  buildAttemptsLeftWording,
  buildReplacedAccessCodeWording,
  gateShutReasonWording,
} from './wording.ts'

/** Says where the parent's authorisation stands, and whether anybody may call. */
export function AuthorisationStatus({ parentCalls }: { parentCalls: ParentCalls }) {
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
  const gateWording = gate === 'open' ? buildAttemptsLeftWording(attemptsLeft) : gateShutReasonWording[gate]
  return (
    <div
      className={gate === 'open' ? 'authorisation-status authorisation-status--open' : 'authorisation-status'}
    >
      <p>{text(stateWording)}</p>
      {latest?.accessCodeReplacedBy && (
        <p>{text(buildReplacedAccessCodeWording(latest.accessCodeReplacedBy.name))}</p>
      )}
      {gateWording && <p>{text(gateWording)}</p>}
    </div>
  )
}
