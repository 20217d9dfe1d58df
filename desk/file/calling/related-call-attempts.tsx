import { callAttemptOutcomeOptions } from '../../../content/authorisation/call-attempts.ts'
import { useWordingText } from '../../ui/language.tsx'
import { TimeWithOffset } from '../../ui/time.tsx'
import type { ParentCalls } from '../queries.ts'
import { callReopeningWording } from './call-reopening-wording.ts'

/** Lists the calls in related files that bear on this one: which file, when, and how each ended. */
export function RelatedCallAttempts({ attempts }: { attempts: ParentCalls['relatedCallAttempts'] }) {
  const text = useWordingText()
  if (attempts.length === 0) return null
  return (
    <>
      <h3>{text(callReopeningWording.relatedTitle)}</h3>
      <p className="hint">{text(callReopeningWording.relatedMeans)}</p>
      <ol className="history">
        {attempts.map(({ id, reference, attemptedAt, outcome }) => (
          <li key={id}>
            <TimeWithOffset at={attemptedAt} />
            <span>
              <span className="reference">{reference}</span> · {text(callAttemptOutcomeOptions[outcome])}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}
