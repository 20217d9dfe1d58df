import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isOpenStage } from '../../../content/file-stages.ts'
import { signedInCoordinatorAndColleaguesQuery } from '../../client/signed-in-coordinator.ts'
import { useWordingText } from '../../ui/language.tsx'
import { PanelFailure } from '../../ui/panel-failure.tsx'
import { DismissFileButton } from '../not-genuine/dismiss-file.tsx'
import type { FileHeader } from '../queries.ts'
import { AssignmentForm } from './assignment-form.tsx'
import { AssistingLawyerForm } from './assistance-form.tsx'
import { CloseFileButton } from './close-file.tsx'
import { ConfirmAccessCodeForm } from './code-confirmation.tsx'
import { ReplaceAccessCodeButton } from './new-codes.tsx'
import { RequestReassignmentButton } from './reassignment.tsx'
import { decisionsWording } from './wording.ts'

/** The decisions that this coordinator may make about a file that is not closed. */
export function DecisionsPanel({ header }: { header: FileHeader }) {
  const text = useWordingText()
  const me = useQuery(signedInCoordinatorAndColleaguesQuery)
  // Who could lead is asked for once somebody looks.
  const [isOpened, setOpened] = useState(header.locked)
  const { stage, locked, reference, participants, unconfirmedAccessCodes } = header
  const { decideAssistance, assign, close, dismiss, renewAccessCode } = header.may
  if (!isOpenStage(stage) || !(decideAssistance || assign || close || dismiss)) return null
  if (me.isLoadingError) return <PanelFailure heading={decisionsWording.title} error={me.error} />
  if (!me.data) return null
  const { id: viewerId, coordinators } = me.data
  return (
    <details
      className="decisions"
      open={locked}
      onToggle={({ currentTarget }) => setOpened(currentTarget.open)}
    >
      <summary>
        <h2>{text(decisionsWording.title)}</h2>
      </summary>
      {decideAssistance && <AssistingLawyerForm header={header} coordinators={coordinators} />}
      {assign && isOpened && <AssignmentForm header={header} viewerId={viewerId} />}
      {!locked &&
        renewAccessCode &&
        participants.map((side) => <ReplaceAccessCodeButton key={side} header={header} side={side} />)}
      {renewAccessCode &&
        unconfirmedAccessCodes.map((code) => (
          <ConfirmAccessCodeForm key={`${code.side} ${code.replacedAt}`} reference={reference} code={code} />
        ))}
      {!locked && <RequestReassignmentButton header={header} />}
      {close && <CloseFileButton header={header} />}
      {dismiss && <DismissFileButton reference={reference} />}
    </details>
  )
}
