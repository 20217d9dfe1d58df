import { toIsoDateInZone } from '../../../content/time/local-time.ts'
import { useDiscreetScreen } from '../../client/discreet-screen.ts'
import { getDeviceTimeZone } from '../../ui/device-time-zone.ts'
import { useWordingText } from '../../ui/language.tsx'
import { buildAgeWording } from './age.ts'
import type { ChildFacts } from './family-facts.ts'
import { overviewWording } from './wording.ts'

/** The children as one parent named them, with their ages today. */
export function ChildList({ childFacts }: { childFacts: readonly ChildFacts[] }) {
  const text = useWordingText()
  const isDiscreet = useDiscreetScreen()
  const today = toIsoDateInZone(Date.now(), getDeviceTimeZone())
  return (
    <ul className="overview__children">
      {childFacts.map(({ name, birth, livesWith }, index) => (
        <li key={name || index}>
          <strong>
            {!isDiscreet && name ? <bdi>{name}</bdi> : `${text(overviewWording.child)} ${index + 1}`}
          </strong>
          {birth && (
            <span>
              {text(
                (birth.value && buildAgeWording(birth.value, today)) || {
                  en: birth.lines.join(', '),
                  fr: birth.lines.join(', '),
                },
              )}
            </span>
          )}
          {livesWith && <span className="hint">{livesWith.lines.join(' · ')}</span>}
        </li>
      ))}
    </ul>
  )
}
