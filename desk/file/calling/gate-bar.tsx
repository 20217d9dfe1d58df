import { formatTimeOfDay } from '../../ui/format-date.ts'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { CALL_ATTEMPT_FORM_ID } from './call-attempt-form.tsx'
import { gateBarWording, gateBarWordingBuilders, gateStateWording } from './gate-bar-wording.ts'
import type { LiveGate, LiveGateState } from './use-live-gate.ts'

interface Props {
  readonly state: LiveGateState
  readonly last: LiveGate['last']
  /** When the call began that is not written down yet, in milliseconds. */
  readonly callStartedAt: number | undefined
}

/**
 * Stays above the call sheet: whether the other parent may be called, when that was asked, and the call under way. Why not
 * is told below it.
 */
export function GateBar({ state, last, callStartedAt }: Props) {
  const language = useLanguage()
  const text = useWordingText()
  return (
    <div className={`gate-bar gate-bar--${state}`}>
      {/* Announces the state, and not every time at which it was asked. */}
      <p role="status" className="gate-bar__state">
        <strong>{text(gateStateWording[state])}</strong>
      </p>
      <p className="gate-bar__known">
        <LastKnown state={state} last={last} />
        {callStartedAt !== undefined && (
          <span>
            {text(gateBarWordingBuilders.callBegan(formatTimeOfDay(callStartedAt, language)))}{' '}
            <a href={`#${CALL_ATTEMPT_FORM_ID}`}>{text(gateBarWording.writeDown)}</a>
          </span>
        )}
      </p>
    </div>
  )
}

function LastKnown({ state, last }: Pick<Props, 'state' | 'last'>) {
  const language = useLanguage()
  const text = useWordingText()
  if (!last) return state === 'unknown' && <span>{text(gateBarWording.neverAsked)}</span>
  const clock = formatTimeOfDay(last.at, language)
  const wording =
    state !== 'unknown'
      ? gateBarWordingBuilders.asked(clock)
      : gateBarWordingBuilders[last.isOpen ? 'lastOpen' : 'lastShut'](clock)
  return <span>{text(wording)}</span>
}
