import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { AnswerSections } from '../../ui/answer-sections.tsx'
import { Button } from '../../ui/button.tsx'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { TimeWithOffset } from '../../ui/time.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { useClearOnHide, useClearOnLeave } from '../../ui/use-clear-on-leave.ts'
import { useFocusWhen } from '../../ui/use-focus-when.ts'
import { useReason } from '../../ui/use-reason.tsx'
import { parentSideWording } from '../facts-wording.ts'
import { AdditionList } from '../parent-answers/addition-list.tsx'
import {
  type FileHeader,
  type OpenedSafetyAnswers,
  type SafetyOpeningReason,
  type Screenings,
  screeningsQuery,
} from '../queries.ts'
import { screeningsWording } from '../screenings/wording.ts'
import { useFileAnswers } from '../use-file-answers.ts'
import { safetyAnswersWording, safetyOpeningReasonWording } from './wording.ts'

/**
 * What the parents wrote about safety. It is loaded when a reason is given, stored nowhere, and cleared when the page
 * is left.
 */
export function SafetyAnswersPanel({ header }: { header: FileHeader }) {
  const text = useWordingText()
  const answers = useFileAnswers(header)
  const [opened, setOpened] = useState<OpenedSafetyAnswers>()
  const title = useFocusWhen<HTMLHeadingElement>(opened)
  useClearOnLeave(opened !== undefined, () => setOpened(undefined))
  useClearOnHide(() => setOpened(undefined))
  const screenings = useQuery(screeningsQuery(header.reference))
  const hasNote = screenings.data?.screenings.some((screening) => screening.hasNote)
  const { parents = [], additions = [] } = answers.data ?? {}
  const hasAnswers =
    parents.some(({ sealedParts }) => sealedParts.safety) ||
    additions.some(({ isAboutSafety }) => isAboutSafety)
  if (!hasNote && !hasAnswers) return null
  return (
    <section className="safety">
      <h2 ref={title} tabIndex={-1}>
        {text(safetyAnswersWording.title)}
      </h2>
      <p>{text(opened ? safetyAnswersWording.opened : safetyAnswersWording.locked)}</p>
      {opened ? (
        <>
          <SafetyAnswersByParent opened={opened} />
          <ScreeningNotes notes={opened.screeningNotes} screenings={screenings.data?.screenings ?? []} />
        </>
      ) : (
        <SafetyReasonForm reference={header.reference} onOpened={setOpened} />
      )}
    </section>
  )
}

function SafetyAnswersByParent({ opened: { parents, additions } }: { opened: OpenedSafetyAnswers }) {
  const text = useWordingText()
  return parents.map(({ side, sections }) => (
    <div key={side}>
      {parents.length > 1 && <h3>{text(parentSideWording[side])}</h3>}
      {sections.length === 0 && <p>{text(safetyAnswersWording.nothing)}</p>}
      <AnswerSections sections={sections} level={parents.length > 1 ? 4 : 3} />
      <AdditionList
        additions={additions.filter((addition) => addition.side === side)}
        level={parents.length > 1 ? 4 : 3}
        isOpened
      />
    </div>
  ))
}

interface ScreeningNotesProps {
  readonly notes: OpenedSafetyAnswers['screeningNotes']
  readonly screenings: Screenings['screenings']
}

/** What coordinators noted when they talked with each parent alone, newest first. */
function ScreeningNotes({ notes, screenings }: ScreeningNotesProps) {
  const text = useWordingText()
  if (notes.length === 0) return null
  return (
    <>
      <h3>{text(screeningsWording.notes)}</h3>
      {notes.map(({ screeningId, note }) => {
        const screening = screenings.find(({ id }) => id === screeningId)
        return (
          <div key={screeningId}>
            {screening && (
              <p>
                {text(parentSideWording[screening.side])}, <TimeWithOffset at={screening.recordedAt} />
              </p>
            )}
            <p className="safety__note">{note}</p>
          </div>
        )
      })}
    </>
  )
}

interface SafetyReasonFormProps {
  readonly reference: string
  readonly onOpened: (opened: OpenedSafetyAnswers) => void
}

function SafetyReasonForm({ reference, onOpened }: SafetyReasonFormProps) {
  const language = useLanguage()
  const text = useWordingText()
  const action = useAction({
    submit: (chosen: SafetyOpeningReason) =>
      parseResponseOrThrowApiError(
        fileClient.readings['safety-answers'].$post({
          param: { reference },
          json: { language, reason: chosen },
        }),
      ),
    onDone: onOpened,
    makesStale: [screeningsQuery(reference).queryKey],
  })
  const why = useReason({
    why: safetyAnswersWording.why,
    reasons: safetyOpeningReasonWording,
    noReason: safetyAnswersWording.noReason,
    run: action.run,
  })
  return (
    <form noValidate onSubmit={why.submit}>
      {why.question}
      <Button isPending={action.isPending}>{text(safetyAnswersWording.open)}</Button>
      {action.outcome}
    </form>
  )
}
