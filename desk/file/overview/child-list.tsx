import { useDiscreetScreen } from '../../client/discreet-screen.ts'
import { getDeviceToday } from '../../ui/device-time-zone.ts'
import { useWordingText } from '../../ui/language.tsx'
import { buildAgeWording } from './age.ts'
import type { ChildFacts } from './family-facts.ts'
import { buildChildWording } from './wording.ts'

/** The children as one parent named them, with their ages today. */
export function ChildList({ childFacts }: { childFacts: readonly ChildFacts[] }) {
  const text = useWordingText()
  const isDiscreet = useDiscreetScreen()
  const today = getDeviceToday()
  return (
    <ul className="overview__children">
      {childFacts.map(({ name, birth, livesWith }, index) => (
        <li key={name || index}>
          <strong>{!isDiscreet && name ? <bdi>{name}</bdi> : text(buildChildWording(index))}</strong>
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
