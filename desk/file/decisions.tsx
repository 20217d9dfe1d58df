import { type FormEvent, useId, useRef, useState } from 'react'
import { assignFile, closeFile, decideAssistance, type Me } from '../app/api-client.ts'
import { assistsNow, leadsNow, words } from '../app/wording.ts'
import { Button } from '../ui/button.tsx'
import { Confirmed } from '../ui/confirm-button.tsx'
import { Choices } from '../ui/radio-group.tsx'
import { useAction } from '../ui/use-action.tsx'
import { NewCodes } from './new-codes.tsx'
import type { PartProps } from './panel-props.ts'
import { PassOn } from './reassignment.tsx'

/** What this coordinator may decide about a file that is not closed. */
export function Decisions({ me, ...props }: PartProps & { me: Me }) {
  const { file, language } = props
  const { decideAssistance, assign, close } = file.may
  if (file.stage === 'closed' || !(decideAssistance || assign || close)) return null
  return (
    <section className="decisions">
      <h2>{words.decisions[language]}</h2>
      {decideAssistance && <Assistance me={me} {...props} />}
      {assign && <Assign me={me} {...props} />}
      {!file.closed && file.may.approach && <NewCodes {...props} />}
      {!file.closed && <PassOn {...props} />}
      {close && <Close {...props} />}
    </section>
  )
}

const NOBODY = 'nobody'

/** Whoever leads takes the lawyer proposed, another one, or nobody. */
function Assistance({ me, file, language, onChange }: PartProps & { me: Me }) {
  const action = useAction(language)
  const lawyers = me.coordinators.filter(({ id, profession }) => profession === 'law' && id !== file.lead?.id)
  const [chosen, setChosen] = useState((file.proposed ?? file.assistant)?.id)
  const [missing, setMissing] = useState(false)
  if (lawyers.length === 0) return null
  const options = lawyers.map(({ id, name }) => ({
    value: id,
    label: id === file.proposed?.id ? `${name} (${words.proposed[language]})` : name,
  }))
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!chosen)
    if (!chosen) return
    action.run(
      () => decideAssistance(file.reference, chosen === NOBODY ? null : chosen),
      (facts) => onChange(facts, facts.assistant ? assistsNow(facts.assistant.name) : words.assistanceNobody),
    )
  }
  return (
    <form noValidate onSubmit={onSubmit}>
      <Choices
        legend={words.assistanceWho[language]}
        options={[...options, { value: NOBODY, label: words.nobody[language] }]}
        chosen={chosen}
        problem={missing ? words.assistanceNone[language] : undefined}
        onChoose={(value) => {
          setChosen(value)
          setMissing(false)
        }}
      />
      <Button underWay={action.underWay}>{words.assistanceSave[language]}</Button>
      {action.outcome}
    </form>
  )
}

/** An administrator gives the file to somebody who does not lead it yet. */
function Assign({ me, file, language, onChange }: PartProps & { me: Me }) {
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
      () => assignFile(file.reference, chosen),
      (facts) => {
        setChosen('')
        onChange(facts, leadsNow(facts.lead?.name ?? chosen))
      },
    )
  }
  return (
    <form noValidate className="assign" onSubmit={onSubmit}>
      <label htmlFor={id}>{words.assignTo[language]}</label>
      {missing && (
        <p id={`${id}-problem`} className="problem-line">
          {words.assignNobody[language]}
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
          <option value="">{words.assignChoose[language]}</option>
          {me.coordinators
            .filter((coordinator) => coordinator.id !== file.lead?.id)
            .map((coordinator) => (
              <option key={coordinator.id} value={coordinator.id}>
                {coordinator.name}
              </option>
            ))}
        </select>
        <Button underWay={action.underWay}>{words.assign[language]}</Button>
      </div>
      {action.outcome}
    </form>
  )
}

function Close({ file, language, onChange }: PartProps) {
  const action = useAction(language)
  const reason = useId()
  if (file.sessionToCome) {
    return (
      <div>
        <Button quiet shutBy={reason} onPress={() => {}}>
          {words.close[language]}
        </Button>
        <p id={reason} className="hint">
          {words.closeNotYet[language]}
        </p>
      </div>
    )
  }
  return (
    <Confirmed
      label={words.close[language]}
      means={words.closeMeans[language]}
      now={words.closeNow[language]}
      action={action}
      language={language}
      onPress={() =>
        action.run(
          () => closeFile(file.reference),
          (facts) => onChange(facts, words.closeDone),
        )
      }
    />
  )
}
