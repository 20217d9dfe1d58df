import { overviewQuestions } from '../../../content/forms/overview-questions.ts'
import { formatDateInZone } from '../../../content/time/local-time.ts'
import type { SummaryRow } from '../../../forms/summarise.ts'
import { getFilePagePath } from '../../client/routes.ts'
import { DescriptionRow } from '../../ui/description-list.tsx'
import { DeskLink } from '../../ui/desk-link.tsx'
import { getDeviceTimeZone } from '../../ui/device-time-zone.ts'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { parentSideWording } from '../facts-wording.ts'
import { shortQuestionWording } from '../parent-answers/short-question-wording.ts'
import type { Contactability, FileHeader } from '../queries.ts'
import type { ParentFacts } from './family-facts.ts'
import { ParentReach } from './parent-reach.tsx'
import { buildAddedCountWording, overviewPartWording, overviewWording } from './wording.ts'

interface Props {
  readonly header: FileHeader
  readonly parent: ParentFacts
  /** Undefined on a discreet screen. */
  readonly name: string | undefined
  readonly contactability: Contactability | undefined
}

/** Everything the overview tells of one parent, behind an edge in their colour, so that it is never read for the other’s. */
export function ParentCard({ header, parent, name, contactability }: Props) {
  const text = useWordingText()
  const { side } = parent
  return (
    <article
      className={`overview__card parent--${side} overview__parent`}
      aria-labelledby={`overview-${side}`}
    >
      <header className="overview__who">
        <h3 id={`overview-${side}`}>{name ? <bdi>{name}</bdi> : text(parentSideWording[side])}</h3>
        {name && <p className="hint">{text(parentSideWording[side])}</p>}
      </header>
      <ParentReach header={header} parent={parent} contactability={contactability} />
      <ParentSituation header={header} parent={parent} />
    </article>
  )
}

/** What presses, by when and why, and what a meeting needs. Whatever was left empty is named in one line. */
function ParentSituation({ header, parent }: Pick<Props, 'header' | 'parent'>) {
  const text = useWordingText()
  const { find } = parent
  const issues = (['issueOne', 'issueTwo', 'issueThree'] as const).flatMap((name) => find(name) ?? [])
  const words = issues.length === 0 ? find('inYourWords') : undefined
  const urgency = find('urgency')
  const why = find('urgencyWhy')
  const mustNotLearn = find('otherMustNotLearn')
  const needs = overviewQuestions.needs.flatMap((name) => {
    const row = find(name)
    return row ? [{ name, row }] : []
  })
  const empty = [
    ...(urgency || why ? [] : [overviewPartWording.urgency]),
    ...(issues.length > 0 || words ? [] : [overviewPartWording.pressing]),
    ...(parent.children.length > 0 ? [] : [overviewPartWording.children]),
    ...(needs.length > 0 ? [] : [overviewPartWording.needs]),
  ]
  return (
    <div className="overview__told">
      {(urgency || why) && (
        <section>
          <h4>{text(overviewWording.urgency)}</h4>
          {urgency && (
            <p className={urgency.value === 'today' ? 'overview__soon' : undefined}>{join(urgency)}</p>
          )}
          {why && <p className="lines">{why.lines.join('\n')}</p>}
        </section>
      )}
      {issues.length > 0 && (
        <section>
          <h4>{text(overviewWording.pressing)}</h4>
          <ol className="overview__issues">
            {issues.map((row) => (
              <li key={row.question}>{join(row)}</li>
            ))}
          </ol>
        </section>
      )}
      {words && (
        <section>
          <h4>{text(overviewWording.inTheirWords)}</h4>
          <p className="lines overview__words">{words.lines.join('\n')}</p>
        </section>
      )}
      {needs.length > 0 && (
        <section>
          <h4>{text(overviewWording.needs)}</h4>
          <dl className="overview__rules">
            {needs.map(({ name, row }) => (
              <DescriptionRow key={name} label={text(shortQuestionWording[name])}>
                {join(row)}
              </DescriptionRow>
            ))}
          </dl>
        </section>
      )}
      {mustNotLearn && (
        <section>
          <h4>{text(shortQuestionWording.otherMustNotLearn)}</h4>
          <p className="lines">{mustNotLearn.lines.join('\n')}</p>
        </section>
      )}
      {empty.length > 0 && (
        <p className="hint">
          {text(overviewWording.notSaid)} {empty.map(text).join(', ')}.
        </p>
      )}
      <AddedSince header={header} parent={parent} />
    </div>
  )
}

function AddedSince({ header: { reference }, parent: { added, side } }: Pick<Props, 'header' | 'parent'>) {
  const language = useLanguage()
  const text = useWordingText()
  if (!added) return null
  const day = formatDateInZone(added.newestAt, getDeviceTimeZone(), language)
  return (
    <p>
      <DeskLink to={getFilePagePath(language, reference, 'fileIntake', { side })}>
        {text(buildAddedCountWording(added.count, day))}
      </DeskLink>
    </p>
  )
}

const join = ({ lines }: SummaryRow) => lines.join(' · ')
