import { useWordingText } from '../../ui/language.tsx'
import { parentSideWording } from '../facts-wording.ts'
import type { Contactability, FileHeader } from '../queries.ts'
import type { ParentFacts } from './family-facts.ts'
import { getNameInUse } from './name-in-use.ts'
import { ParentReach } from './parent-reach.tsx'
import { Situation } from './situation.tsx'

interface Props {
  readonly header: FileHeader
  readonly parent: ParentFacts
  /** Undefined on a discreet screen. */
  readonly name: string | undefined
  readonly contactability: Contactability | undefined
  readonly isOneOfTwo: boolean
}

/** Everything the overview tells of one parent, behind an edge in their colour, so that it is never read for the other’s. */
export function ParentCard({ header, parent, name, contactability, isOneOfTwo }: Props) {
  const text = useWordingText()
  const { side } = parent
  return (
    <article
      className={`overview__card parent--${side} overview__parent`}
      aria-labelledby={`overview-${side}`}
    >
      <header className="overview__who">
        <h3 id={`overview-${side}`}>
          {name ? <bdi>{isOneOfTwo ? getNameInUse(name) : name}</bdi> : text(parentSideWording[side])}
        </h3>
        {name && <p className="hint">{text(parentSideWording[side])}</p>}
      </header>
      <ParentReach header={header} parent={parent} contactability={contactability} isBrief={isOneOfTwo} />
      <Situation header={header} parent={parent} isBrief={isOneOfTwo} />
    </article>
  )
}
