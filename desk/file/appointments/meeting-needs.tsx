import type { MeetingMode } from '../../../content/booking/meeting-modes.ts'
import { overviewQuestions } from '../../../content/forms/overview-questions.ts'
import { DescriptionRow } from '../../ui/description-list.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { parentSideWording } from '../facts-wording.ts'
import { gatherParentFacts } from '../overview/family-facts.ts'
import { overviewWording } from '../overview/wording.ts'
import { shortQuestionWording } from '../parent-answers/short-question-wording.ts'
import type { FileAnswers, ParticipantSide } from '../queries.ts'
import { fileAppointmentsWording } from './wording.ts'

interface Props {
  /** Undefined while it is not loaded, or could not be. */
  readonly answers: Pick<FileAnswers, 'parents' | 'additions'> | undefined
  /** Who takes part. */
  readonly sides: readonly ParticipantSide[]
  /** The meeting mode that is chosen. */
  readonly mode: MeetingMode | undefined
}

/** What whoever takes part said they need for meeting, and that a chosen meeting mode is none of theirs. */
export function MeetingNeeds({ answers, sides, mode }: Props) {
  const text = useWordingText()
  if (!answers) return <p role="status">{text(fileAppointmentsWording.needsNotLoaded)}</p>
  return sides.map((side) => <ParentNeeds key={side} answers={answers} side={side} mode={mode} />)
}

interface ParentProps extends Pick<Props, 'mode'> {
  readonly answers: NonNullable<Props['answers']>
  readonly side: ParticipantSide
}

function ParentNeeds({ answers, side, mode }: ParentProps) {
  const text = useWordingText()
  const { find } = gatherParentFacts(answers, side)
  const needs = overviewQuestions.needs.flatMap((name) => {
    const row = find(name)
    return row ? [{ name, lines: row.lines }] : []
  })
  const meetBy = find('meetBy')
  return (
    <section>
      <h4>
        {text(overviewWording.needs)} · {text(parentSideWording[side])}
      </h4>
      {needs.length === 0 && <p className="hint">{text(fileAppointmentsWording.noNeeds)}</p>}
      <dl className="overview__rules">
        {needs.map(({ name, lines }) => (
          <DescriptionRow key={name} label={text(shortQuestionWording[name])}>
            {lines.join(' · ')}
          </DescriptionRow>
        ))}
      </dl>
      <div role="alert">
        {meetBy?.chosen && mode && !meetBy.chosen.includes(mode) && (
          <p className="outcome__failed">{text(fileAppointmentsWording.otherMode)}</p>
        )}
      </div>
    </section>
  )
}
