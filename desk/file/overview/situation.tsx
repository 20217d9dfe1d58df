import type { ReactNode } from 'react'
import { overviewQuestions } from '../../../content/forms/overview-questions.ts'
import type { SummaryRow } from '../../../forms/summarise.ts'
import { useDiscreetScreen } from '../../client/discreet-screen.ts'
import { DescriptionRow } from '../../ui/description-list.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { shortQuestionWording } from '../parent-answers/short-question-wording.ts'
import type { FileHeader } from '../queries.ts'
import { AddedSince } from './added-since.tsx'
import { ChildList } from './child-list.tsx'
import type { ParentFacts } from './family-facts.ts'
import { FoldedPart } from './folded-part.tsx'
import { buildChildWording, overviewPartWording, overviewWording } from './wording.ts'

interface Props {
  readonly header: FileHeader
  readonly parent: ParentFacts
  /** Whether each part is a line that opens, so that two parents fit on a screen; the children are among them then. */
  readonly isBrief: boolean
}

/**
 * What the other parent must not learn, what presses and by when, and what a meeting needs. Whatever was left empty is
 * named in one line.
 */
export function Situation({ header, parent, isBrief }: Props) {
  const text = useWordingText()
  const isDiscreet = useDiscreetScreen()
  const { find, children } = parent
  const issues = (['issueOne', 'issueTwo', 'issueThree'] as const).flatMap((name) => find(name) ?? [])
  const mustNotLearn = find('otherMustNotLearn')
  const said = [find('urgency'), find('urgencyWhy'), issues.length === 0 ? find('inYourWords') : undefined]
  const [urgency, why, words] = said
  const needs = overviewQuestions.needs.flatMap((name) => {
    const row = find(name)
    return row ? [{ name: text(shortQuestionWording[name]), row }] : []
  })
  const pressing = [...said, ...issues].flatMap((row) => row ?? [])
  const empty = [
    ...(urgency || why ? [] : [overviewPartWording.urgency]),
    ...(issues.length > 0 || words ? [] : [overviewPartWording.pressing]),
    ...(children.length > 0 ? [] : [overviewPartWording.children]),
    ...(needs.length > 0 ? [] : [overviewPartWording.needs]),
  ]
  const show = (label: string, gist: string, content: ReactNode) =>
    isBrief ? (
      <FoldedPart label={label} gist={gist}>
        {content}
      </FoldedPart>
    ) : (
      <section>
        <h4>{label}</h4>
        {content}
      </section>
    )
  return (
    <div className="overview__told">
      {mustNotLearn &&
        show(
          text(shortQuestionWording.otherMustNotLearn),
          joinLines(mustNotLearn),
          <Lines row={mustNotLearn} />,
        )}
      {pressing.length > 0 &&
        show(
          text(overviewWording.pressing),
          pressing.map(joinLines).join(' · '),
          <>
            {said.map((row) => row && <Lines key={row.question} row={row} />)}
            {issues.length > 0 && (
              <ol className="overview__issues">
                {issues.map((row) => (
                  <li key={row.question}>{joinLines(row)}</li>
                ))}
              </ol>
            )}
          </>,
        )}
      {needs.length > 0 &&
        show(
          text(overviewWording.needs),
          needs.map(({ name }) => name).join(', '),
          <dl className="overview__rules">
            {needs.map(({ name, row }) => (
              <DescriptionRow key={name} label={name}>
                {joinLines(row)}
              </DescriptionRow>
            ))}
          </dl>,
        )}
      {isBrief &&
        children.length > 0 &&
        show(
          `${text(overviewWording.children)} (${children.length})`,
          isDiscreet
            ? ''
            : children.map(({ name }, index) => name || text(buildChildWording(index))).join(', '),
          <ChildList childFacts={children} />,
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

const Lines = ({ row: { lines } }: { row: SummaryRow }) => <p className="lines">{lines.join('\n')}</p>

const joinLines = ({ lines }: SummaryRow) => lines.join(' · ')
