import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { AnswerSections } from '../../ui/answer-sections.tsx'
import { DescriptionRow } from '../../ui/description-list.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { PanelFailure } from '../../ui/panel-failure.tsx'
import { parentSideWording } from '../facts-wording.ts'
import {
  authorisationsAndCallsQuery,
  contactHoldsQuery,
  type FileHeader,
  type ParentCalls,
} from '../queries.ts'
import { useFileAnswers } from '../use-file-answers.ts'
import { AuthorisationStatus } from './authorisation-status.tsx'
import { collectCallingEvents } from './call-events.ts'
import { CallHistory } from './call-history.tsx'
import { CallingSteps } from './calling-steps.tsx'
import { RelatedCallAttempts } from './related-call-attempts.tsx'
import { callingWording } from './wording.ts'

/**
 * The panel for calling the parent who has not come: the status of the other one’s authorisation, and the next steps,
 * which nobody is offered while the page does not know of contact holds.
 */
export function CallingPanel({ header }: { header: FileHeader }) {
  const text = useWordingText()
  const { data, error, isLoadingError } = useQuery(authorisationsAndCallsQuery(header.reference))
  const contactHolds = useQuery(contactHoldsQuery(header.reference))
  const [isShutSince, setIsShutSince] = useState(false)
  if (isLoadingError) return <PanelFailure heading={callingWording.title} error={error} />
  const [parentCalls, second] = data?.calls ?? []
  if (!data || !parentCalls) return null
  if (second || parentCalls.gate === 'other-parent-came')
    return <PastCallsPanel reference={header.reference} calls={data.calls} />
  return (
    <section className="calling">
      <h2>{text(callingWording.title)}</h2>
      <p>{text(callingWording.lead)}</p>
      <AuthorisationStatus parentCalls={parentCalls} isShutSince={isShutSince} />
      <RelatedCallAttempts attempts={parentCalls.relatedCallAttempts} />
      {!header.may.callOtherParent ? (
        <p className="hint">{text(callingWording.onlyLeadMayCall)}</p>
      ) : contactHolds.data ? (
        <CallingSteps header={header} parentCalls={parentCalls} onGateFound={setIsShutSince} />
      ) : (
        <p className="hint">{text(callingWording.holdsNotLoaded)}</p>
      )}
      <AuthorisationAnswers header={header} parentCalls={parentCalls} />
      <CallHistory reference={header.reference} parentCalls={parentCalls} />
    </section>
  )
}

/** What a parent answered when they last authorised the call. */
function AuthorisationAnswers({ header, parentCalls }: { header: FileHeader; parentCalls: ParentCalls }) {
  const text = useWordingText()
  const { data } = useFileAnswers(header)
  const answers = data?.latestAuthorisations.find(({ side }) => side === parentCalls.side)
  if (!answers) return null
  return (
    <details className="calling__answers">
      <summary>{text(callingWording.authorisationAnswers)}</summary>
      <AnswerSections sections={answers.sections} level={3} />
      {parentCalls.latest?.receiptHash && (
        <dl>
          <DescriptionRow label={text(callingWording.receipt)}>
            <code className="hash">{parentCalls.latest.receiptHash}</code>
          </DescriptionRow>
        </dl>
      )}
    </details>
  )
}

/** Shows only the history: when both parents have come, nobody needs to be called. */
function PastCallsPanel({ reference, calls }: { reference: string; calls: readonly ParentCalls[] }) {
  const text = useWordingText()
  const { data } = useQuery(contactHoldsQuery(reference))
  const past = calls.filter(
    (parentCalls) => collectCallingEvents(parentCalls, data?.contactHolds ?? []).length > 0,
  )
  if (past.length === 0) return null
  return (
    <section className="calling">
      <h2>{text(callingWording.title)}</h2>
      <p>{text(callingWording.bothCame)}</p>
      {past.map((parentCalls) => (
        <CallHistory
          reference={reference}
          key={parentCalls.side}
          parentCalls={parentCalls}
          of={past.length > 1 ? parentSideWording[parentCalls.side] : undefined}
        />
      ))}
    </section>
  )
}
