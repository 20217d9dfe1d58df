import { type FormEvent, useId, useRef, useState } from 'react'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { getFileQueryKeyPrefix } from '../../client/file-key.ts'
import type { SignedInCoordinator } from '../../client/signed-in-coordinator.ts'
import { Button } from '../../ui/button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-action.tsx'
import type { FileHeader } from '../queries.ts'
import { type Override, type OverrideNeeded, pickOverrideNeeded } from './override.ts'
import { OverrideQuestion } from './override-question.tsx'
import { buildLeadAssignedWording, decisionsWording } from './wording.ts'

interface Props {
  readonly header: FileHeader
  readonly coordinators: SignedInCoordinator['coordinators']
}

/** The form with which an administrator assigns the file to a coordinator who does not lead it yet. */
export function AssignmentForm({ header: { reference, lead, lastEvent }, coordinators }: Props) {
  const text = useWordingText()
  const id = useId()
  const field = useRef<HTMLSelectElement>(null)
  const [chosen, setChosen] = useState('')
  const [missing, setMissing] = useState(false)
  const [needed, setNeeded] = useState<OverrideNeeded>()
  const name = coordinators.find((one) => one.id === chosen)?.name ?? chosen
  const action = useAction({
    submit: (override: Override) =>
      parseResponseOrThrowApiError(
        fileClient.assignment.$post({
          param: { reference },
          json: { coordinator: chosen, seen: lastEvent, ...override },
        }),
      ),
    makesStale: [getFileQueryKeyPrefix(reference)],
    onRefused: (failure) => setNeeded(pickOverrideNeeded(failure)),
    onDone: () => {
      setChosen('')
      setNeeded(undefined)
    },
    announces: buildLeadAssignedWording(name),
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!chosen)
    if (chosen) action.run({})
    else field.current?.focus()
  }
  return (
    <>
      <form noValidate className="assign" onSubmit={onSubmit}>
        <label htmlFor={id}>{text(decisionsWording.assignTo)}</label>
        {missing && (
          <p id={`${id}-problem`} className="problem-line">
            {text(decisionsWording.assignNobody)}
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
              setNeeded(undefined)
            }}
          >
            <option value="">{text(decisionsWording.assignChoose)}</option>
            {coordinators
              .filter((coordinator) => coordinator.id !== lead?.id)
              .map((coordinator) => (
                <option key={coordinator.id} value={coordinator.id}>
                  {coordinator.name}
                </option>
              ))}
          </select>
          <Button isPending={action.isPending}>{text(decisionsWording.assign)}</Button>
        </div>
        {action.outcome}
      </form>
      {needed && <OverrideQuestion needed={needed} isPending={action.isPending} onOverride={action.run} />}
    </>
  )
}
