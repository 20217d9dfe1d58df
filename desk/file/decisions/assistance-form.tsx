import { type FormEvent, useState } from 'react'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import type { SignedInCoordinator } from '../../client/signed-in-coordinator.ts'
import { Button } from '../../ui/button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { fileFactsWording } from '../facts-wording.ts'
import { type FileHeader, fileHeaderQuery } from '../queries.ts'
import { type Override, type OverrideNeeded, pickOverrideNeeded } from './override.ts'
import { OverrideQuestion } from './override-question.tsx'
import { buildAssistantDecidedWording, decisionsWording } from './wording.ts'

interface Props {
  readonly header: FileHeader
  readonly coordinators: SignedInCoordinator['coordinators']
}

const NOBODY_OPTION = 'nobody'

/** The form with which the lead coordinator chooses the proposed lawyer, another one, or nobody. */
export function AssistingLawyerForm({ header, coordinators }: Props) {
  const text = useWordingText()
  const { reference, lead, proposed, assistant, lastEvent } = header
  const lawyers = coordinators.filter(({ id, profession }) => profession === 'law' && id !== lead?.id)
  const [chosen, setChosen] = useState((proposed ?? assistant)?.id)
  const [missing, setMissing] = useState(false)
  const chosenLawyer = lawyers.find(({ id }) => id === chosen)
  const [needed, setNeeded] = useState<OverrideNeeded>()
  const lawyer = chosen === NOBODY_OPTION ? null : (chosen ?? null)
  const action = useAction({
    submit: (override: Override) =>
      parseResponseOrThrowApiError(
        fileClient['legal-coordinator'].$post({
          param: { reference },
          json: { lawyer, seen: lastEvent, ...override },
        }),
      ),
    makesStale: [fileHeaderQuery(reference).queryKey],
    onRefused: (failure) => setNeeded(pickOverrideNeeded(failure)),
    onDone: () => setNeeded(undefined),
    announces: chosenLawyer
      ? buildAssistantDecidedWording(chosenLawyer.name)
      : decisionsWording.assistanceNobody,
  })
  if (lawyers.length === 0) return null
  const options = lawyers.map(({ id, name }) => ({
    value: id,
    label: id === proposed?.id ? `${name} (${text(fileFactsWording.proposed)})` : name,
  }))
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!chosen)
    if (chosen) action.run({})
  }
  return (
    <>
      <form noValidate onSubmit={onSubmit}>
        <RadioGroup
          legend={text(decisionsWording.assistanceWho)}
          options={[...options, { value: NOBODY_OPTION, label: text(fileFactsWording.nobody) }]}
          chosen={chosen}
          problem={missing ? text(decisionsWording.assistanceNone) : undefined}
          onChoose={(value) => {
            setChosen(value)
            setMissing(false)
            setNeeded(undefined)
          }}
        />
        <Button isPending={action.isPending}>{text(decisionsWording.assistanceSave)}</Button>
        {action.outcome}
      </form>
      {needed && chosenLawyer && (
        <OverrideQuestion needed={needed} isPending={action.isPending} onOverride={action.run} />
      )}
    </>
  )
}
