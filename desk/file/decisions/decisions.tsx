import { useQuery } from '@tanstack/react-query'
import { isOpenStage } from '../../../content/file-stages.ts'
import { signedInCoordinatorQuery } from '../../client/signed-in-coordinator.ts'
import { useWording } from '../../ui/language.tsx'
import type { FileHeader } from '../queries.ts'
import { AssignmentForm } from './assignment-form.tsx'
import { AssistanceForm } from './assistance-form.tsx'
import { CloseFileButton } from './close-file.tsx'
import { NewCodeButton } from './new-codes.tsx'
import { ReassignmentButton } from './reassignment.tsx'
import { decisionsWording } from './wording.ts'

/** The decisions that this coordinator may make about a file that is not closed. */
export function DecisionsPanel({ header }: { header: FileHeader }) {
  const text = useWording()
  const me = useQuery(signedInCoordinatorQuery)
  const { stage, locked, reference, participants } = header
  const { decideAssistance, assign, close, callOtherParent } = header.may
  if (!me.data || !isOpenStage(stage) || !(decideAssistance || assign || close)) return null
  const { coordinators } = me.data
  return (
    <section className="decisions">
      <h2>{text(decisionsWording.title)}</h2>
      {decideAssistance && <AssistanceForm header={header} coordinators={coordinators} />}
      {assign && <AssignmentForm header={header} coordinators={coordinators} />}
      {!locked &&
        callOtherParent &&
        participants.map((side) => <NewCodeButton key={side} reference={reference} side={side} />)}
      {!locked && <ReassignmentButton header={header} />}
      {close && <CloseFileButton header={header} />}
    </section>
  )
}
