import { type FormEvent, useId, useRef, useState } from 'react'
import { isOpenStage } from '../../content/file-stages.ts'
import {
  type SignedInCoordinator,
  submitAssistanceDecision,
  submitFileAssignment,
  submitFileClosure,
} from '../app/api-client.ts'
import { assistantDecidedWording, deskWording, leadAssignedWording } from '../app/wording.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { useAction } from '../ui/use-action.tsx'
import { NewCodeButtons } from './new-codes.tsx'
import type { FilePanelProps } from './panel-props.ts'
import { ReassignmentButton } from './reassignment.tsx'

/** The decisions this coordinator may make about a file that is not closed. */
export function DecisionsPanel({ me, ...props }: FilePanelProps & { me: SignedInCoordinator }) {
  const { file, language } = props
  const { decideAssistance, assign, close } = file.may
  if (!isOpenStage(file.stage) || !(decideAssistance || assign || close)) return null
  return (
    <section className="decisions">
      <h2>{deskWording.decisions[language]}</h2>
      {decideAssistance && <AssistanceForm me={me} {...props} />}
      {assign && <AssignmentForm me={me} {...props} />}
      {!file.locked && file.may.callOtherParent && <NewCodeButtons {...props} />}
      {!file.locked && <ReassignmentButton {...props} />}
      {close && <CloseFileButton {...props} />}
    </section>
  )
}

const NOBODY_OPTION = 'nobody'

/** The lead coordinator chooses the proposed lawyer, another one, or nobody. */
function AssistanceForm({ me, file, language, onChange }: FilePanelProps & { me: SignedInCoordinator }) {
  const action = useAction(language)
  const lawyers = me.coordinators.filter(({ id, profession }) => profession === 'law' && id !== file.lead?.id)
  const [chosen, setChosen] = useState((file.proposed ?? file.assistant)?.id)
  const [missing, setMissing] = useState(false)
  if (lawyers.length === 0) return null
  const options = lawyers.map(({ id, name }) => ({
    value: id,
    label: id === file.proposed?.id ? `${name} (${deskWording.proposed[language]})` : name,
  }))
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!chosen)
    if (!chosen) return
    action.run(
      () => submitAssistanceDecision(file.reference, chosen === NOBODY_OPTION ? null : chosen),
      (facts) =>
        onChange(
          facts,
          facts.assistant ? assistantDecidedWording(facts.assistant.name) : deskWording.assistanceNobody,
        ),
    )
  }
  return (
    <form noValidate onSubmit={onSubmit}>
      <RadioGroup
        legend={deskWording.assistanceWho[language]}
        options={[...options, { value: NOBODY_OPTION, label: deskWording.nobody[language] }]}
        chosen={chosen}
        problem={missing ? deskWording.assistanceNone[language] : undefined}
        onChoose={(value) => {
          setChosen(value)
          setMissing(false)
        }}
      />
      <Button isPending={action.isPending}>{deskWording.assistanceSave[language]}</Button>
      {action.outcome}
    </form>
  )
}

/** An administrator assigns the file to a coordinator who does not lead it yet. */
function AssignmentForm({ me, file, language, onChange }: FilePanelProps & { me: SignedInCoordinator }) {
  const action = useAction(language)
  const id = useId()
  const field = useRef<HTMLSelectElement>(null)
  const [chosen, setChosen] = useState('')
  const [missing, setMissing] = useState(false)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!chosen)
    if (!chosen) return field.current?.focus()
    return action.run(
      () => submitFileAssignment(file.reference, chosen),
      (facts) => {
        setChosen('')
        onChange(facts, leadAssignedWording(facts.lead?.name ?? chosen))
      },
    )
  }
  return (
    <form noValidate className="assign" onSubmit={onSubmit}>
      <label htmlFor={id}>{deskWording.assignTo[language]}</label>
      {missing && (
        <p id={`${id}-problem`} className="problem-line">
          {deskWording.assignNobody[language]}
        </p>
      )}
      <div className="buttons">
        <select
          ref={field}
          id={id}
          value={chosen}
          aria-invalid={missing}
          aria-describedby={missing ? `${id}-problem` : undefined}
          onChange={({ target }) => {
            setChosen(target.value)
            setMissing(false)
          }}
        >
          <option value="">{deskWording.assignChoose[language]}</option>
          {me.coordinators
            .filter((coordinator) => coordinator.id !== file.lead?.id)
            .map((coordinator) => (
              <option key={coordinator.id} value={coordinator.id}>
                {coordinator.name}
              </option>
            ))}
        </select>
        <Button isPending={action.isPending}>{deskWording.assign[language]}</Button>
      </div>
      {action.outcome}
    </form>
  )
}

function CloseFileButton({ file, language, onChange }: FilePanelProps) {
  const action = useAction(language)
  const reason = useId()
  if (file.hasUpcomingAppointment) {
    return (
      <div>
        <Button quiet disabledBy={reason} onPress={() => {}}>
          {deskWording.close[language]}
        </Button>
        <p id={reason} className="hint">
          {deskWording.closeNotYet[language]}
        </p>
      </div>
    )
  }
  return (
    <ConfirmButton
      label={deskWording.close[language]}
      consequence={deskWording.closeMeans[language]}
      confirmLabel={deskWording.closeNow[language]}
      action={action}
      language={language}
      onPress={() =>
        action.run(
          () => submitFileClosure(file.reference),
          (facts) => onChange(facts, deskWording.closeDone),
        )
      }
    />
  )
}
