import { useQuery } from '@tanstack/react-query'
import { useDiscreetScreen } from '../../client/discreet-screen.ts'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { PanelFailure } from '../../ui/panel-failure.tsx'
import { FileFacts } from '../file-facts.tsx'
import { type FileHeader, type FileOverview, overviewReadingQuery } from '../queries.ts'
import { ChildList } from './child-list.tsx'
import { gatherParentFacts } from './family-facts.ts'
import { ParentCard } from './parent-card.tsx'
import { SessionsCard } from './sessions-card.tsx'
import { overviewWording } from './wording.ts'

/**
 * What a coordinator needs of a file before they act, on one screen: each parent who came in a card of their own, the
 * children, and the sessions to come. Loading it is recorded.
 */
export function FamilyOverview({ header }: { header: FileHeader }) {
  const language = useLanguage()
  const { reference, mergedInto, locked } = header
  const isAsked = !locked && mergedInto === null
  const { data, error, isLoadingError } = useQuery({
    ...overviewReadingQuery(reference, language),
    enabled: isAsked,
  })
  if (!isAsked) return <FileFacts header={header} />
  // How the file started stands folded below, whatever can be read.
  if (isLoadingError)
    return <PanelFailure heading={overviewWording.title} caution={overviewWording.notLoaded} error={error} />
  return data ? <OverviewCards header={header} reading={data} /> : null
}

function OverviewCards({ header, reading }: { header: FileHeader; reading: FileOverview }) {
  const text = useWordingText()
  const isDiscreet = useDiscreetScreen()
  const parents = header.participants.map((side) => gatherParentFacts(reading, side))
  const isOneOfTwo = parents.length > 1
  const children = isOneOfTwo ? [] : parents.flatMap((parent) => parent.children)
  return (
    <div className={isOneOfTwo ? 'overview overview--two' : 'overview'}>
      <h2 className="visually-hidden">{text(overviewWording.title)}</h2>
      {parents.map((parent) => (
        <ParentCard
          key={parent.side}
          header={header}
          parent={parent}
          name={(!isDiscreet && header.people?.[parent.side]) || undefined}
          contactability={reading.contactability.find(({ side }) => side === parent.side)}
          isOneOfTwo={isOneOfTwo}
        />
      ))}
      <div className="overview__aside">
        {children.length > 0 && parents[0] && (
          <section className={`overview__card parent--${parents[0].side}`}>
            <h3>{text(overviewWording.children)}</h3>
            <ChildList childFacts={children} />
          </section>
        )}
        <SessionsCard header={header} isBrief={isOneOfTwo} />
      </div>
    </div>
  )
}

/** How the file started, folded beside the decisions. */
export function FoldedFileFacts({ header }: { header: FileHeader }) {
  const text = useWordingText()
  if (header.locked || header.mergedInto !== null) return null
  return (
    <details className="file-facts">
      <summary>
        <h2>{text(overviewWording.aboutFile)}</h2>
      </summary>
      <FileFacts header={header} />
      <p className="hint">{text(overviewWording.recorded)}</p>
    </details>
  )
}
