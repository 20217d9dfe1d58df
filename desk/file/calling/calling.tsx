import { isOpenStage } from '../../../content/file-stages.ts'
import type { Language } from '../../../forms/language.ts'
import { type ParentCalls, submitAuthorisationRequest } from '../../app/api-client.ts'
import { callSheetPath } from '../../app/routes.ts'
import { parentSideWording } from '../../app/wording.ts'
import { Button } from '../../ui/button.tsx'
import { AnswerSections, DescriptionRow } from '../../ui/description-list.tsx'
import { formatDateTimeWithOffset } from '../../ui/format-date.ts'
import { useAction } from '../../ui/use-action.tsx'
import type { FilePanelProps } from '../panel-props.ts'
import { listCallEvents } from './call-events.ts'
import { CallHistory } from './call-history.tsx'
import { InvitationPanel } from './invitation.tsx'
import { OtherContactPanel } from './other-contact.tsx'
import {
  attemptsLeftWording,
  authorisationStateWording,
  callingWording,
  contactGateWording,
} from './wording.ts'

/** Calling the parent who has not come: the state of the other one’s authorisation, and what may be done. */
export function CallingPanel(props: FilePanelProps) {
  const { file, language } = props
  const [parentCalls, second] = file.calls
  if (!parentCalls) return null
  if (second || parentCalls.gate === 'other-parent-came') return <PastCallsPanel {...props} />
  const authorisationAnswers = file.latestAuthorisations.find(({ side }) => side === parentCalls.side)
  return (
    <section className="calling">
      <h2>{callingWording.title[language]}</h2>
      <p>{callingWording.lead[language]}</p>
      <AuthorisationStatus parentCalls={parentCalls} language={language} />
      {file.may.callOtherParent ? (
        <CallingSteps {...props} parentCalls={parentCalls} />
      ) : (
        <p className="hint">{callingWording.onlyLeadMayCall[language]}</p>
      )}
      {authorisationAnswers && (
        <details className="calling__answers">
          <summary>{callingWording.authorisationAnswers[language]}</summary>
          <AnswerSections sections={authorisationAnswers.sections} level={3} language={language} />
          {parentCalls.latest?.receiptHash && (
            <dl>
              <DescriptionRow label={callingWording.receipt[language]}>
                <code className="hash">{parentCalls.latest.receiptHash}</code>
              </DescriptionRow>
            </dl>
          )}
        </details>
      )}
      <CallHistory parentCalls={parentCalls} language={language} />
    </section>
  )
}

/** Once both have come there is nobody to call; the history stays. */
function PastCallsPanel({ file, language }: FilePanelProps) {
  const calls = file.calls.filter((parentCalls) => listCallEvents(parentCalls).length > 0)
  if (calls.length === 0) return null
  return (
    <section className="calling">
      <h2>{callingWording.title[language]}</h2>
      <p>{callingWording.bothCame[language]}</p>
      {calls.map((parentCalls) => (
        <CallHistory
          key={parentCalls.side}
          parentCalls={parentCalls}
          of={calls.length > 1 ? parentSideWording[parentCalls.side] : undefined}
          language={language}
        />
      ))}
    </section>
  )
}

/** In words: the state of the parent's authorisation, and whether anybody may call. */
export function AuthorisationStatus({
  parentCalls,
  language,
}: {
  parentCalls: ParentCalls
  language: Language
}) {
  const { latest, gate } = parentCalls
  const at = (instant: number | null | undefined) =>
    instant ? formatDateTimeWithOffset(instant, language) : ''
  const stateWording = authorisationStateWording[latest?.state ?? 'none']({
    created: at(latest?.grantedAt ?? latest?.createdAt),
    until: at(latest?.expiresAt),
    ended: at(latest?.withdrawnAt ?? latest?.declinedAt),
    by: latest?.requestedBy?.name,
  })
  const gateWording =
    gate === 'open' ? attemptsLeftWording(parentCalls.attemptsLeft) : contactGateWording[gate]
  return (
    <div
      className={gate === 'open' ? 'authorisation-status authorisation-status--open' : 'authorisation-status'}
    >
      <p>{stateWording[language]}</p>
      {gateWording && <p>{gateWording[language]}</p>}
    </div>
  )
}

function CallingSteps(props: FilePanelProps & { parentCalls: ParentCalls }) {
  const { file, parentCalls, language } = props
  const { latest, gate } = parentCalls
  const hasBeenGranted = [latest, ...parentCalls.earlier].some((authorisation) => authorisation?.grantedAt)
  return (
    <>
      {parentCalls.mayRequestAuthorisation && <AuthorisationRequestButton {...props} />}
      {latest && gate === 'open' && (
        <OtherContactPanel
          reference={file.reference}
          authorisation={latest.id}
          level={3}
          language={language}
        />
      )}
      {hasBeenGranted && isOpenStage(file.stage) && (
        <p>
          <a href={callSheetPath(language, file.reference)}>
            {(gate === 'open' ? callingWording.sheetOpen : callingWording.sheetLate)[language]}
          </a>
        </p>
      )}
      {latest && <InvitationPanel {...props} authorisation={latest.id} />}
    </>
  )
}

function AuthorisationRequestButton({
  file,
  parentCalls,
  language,
  onChange,
}: FilePanelProps & { parentCalls: ParentCalls }) {
  const action = useAction(language)
  return (
    <div>
      <Button
        isPending={action.isPending}
        onPress={() =>
          action.run(
            () => submitAuthorisationRequest(file.reference, parentCalls.side),
            ({ mailed, file: facts }) =>
              onChange(facts, mailed ? callingWording.requestedByMail : callingWording.requestedTellByPhone),
          )
        }
      >
        {callingWording.requestAuthorisation[language]}
      </Button>
      <p className="hint">{callingWording.requestMeans[language]}</p>
      {action.outcome}
    </div>
  )
}
