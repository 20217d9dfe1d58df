import { type FormEvent, useState } from 'react'
import { orderFindings } from '../../content/authorisation/call-attempts.ts'
import type { Language } from '../../forms/language.ts'
import { type Calling, type Finding, recordOrderRead } from '../app/api-client.ts'
import { sides, words } from '../app/wording.ts'
import { Button } from '../ui/button.tsx'
import { writtenTime } from '../ui/format-date.ts'
import { Choices } from '../ui/radio-group.tsx'
import { useAction } from '../ui/use-action.tsx'
import { callWords, happened } from './calling/wording.ts'
import type { PartProps } from './panel-props.ts'

type Freeze = Calling['freezes'][number]

/** A parent spoke of an order that may forbid contact: nobody is approached until whoever leads has read it. */
export function OrderToRead(props: PartProps) {
  const { file, language } = props
  const said = file.calling.flatMap(({ side, freezes }) => freezes.map((freeze) => ({ side, ...freeze })))
  const standing = said.filter(({ liftedAt }) => liftedAt === null)
  // What was answered before freezes were kept has none to lift: the order is asked about again with every call.
  const unkept = said.length === 0 && file.parents.some(({ orderToRead }) => orderToRead)
  if (file.closed || (standing.length === 0 && !unkept)) return null
  return (
    <section className="warning">
      <h2>{words.orderTitle[language]}</h2>
      <p>{words.orderNotice[language]}</p>
      <ul>
        {standing.map(({ side, ...freeze }) => (
          <li key={freeze.id}>
            {file.calling.length > 1 && `${sides[side][language]} · `}
            <Said freeze={freeze} language={language} />
          </li>
        ))}
      </ul>
      {standing.length > 0 && file.may.approach && file.stage !== 'closed' && (
        <ReadForm {...props} saidUntil={Math.max(...standing.map(({ saidAt }) => saidAt))} />
      )}
    </section>
  )
}

function Said({ freeze, language }: { freeze: Freeze; language: Language }) {
  const { saidIn, saidAt, readAt, readBy, finding } = freeze
  return (
    <>
      {happened.orderSaid[saidIn][language]}, {writtenTime(saidAt, language)}
      {finding && readAt && (
        <strong>
          {' · '}
          {happened.orderRead[finding](readBy?.name ?? '')[language]}, {writtenTime(readAt, language)}
        </strong>
      )}
    </>
  )
}

function ReadForm({ file, language, onChange, saidUntil }: PartProps & { saidUntil: number }) {
  const action = useAction(language)
  const [finding, setFinding] = useState<Finding>()
  const [missing, setMissing] = useState(false)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!finding)
    if (!finding) return
    action.run(
      () => recordOrderRead(file.reference, finding, saidUntil),
      (facts) => {
        setFinding(undefined)
        onChange(facts, finding === 'forbids' ? callWords.orderForbids : callWords.orderLifted)
      },
    )
  }
  return (
    <form noValidate onSubmit={onSubmit}>
      <Choices
        legend={callWords.orderForm[language]}
        options={Object.entries(orderFindings).map(([value, wording]) => ({
          value: value as Finding,
          label: wording[language],
        }))}
        chosen={finding}
        problem={missing ? callWords.orderNoFinding[language] : undefined}
        onChoose={(chosen) => {
          setFinding(chosen)
          setMissing(false)
        }}
      />
      <p className="hint">{callWords.orderFindingsMean[language]}</p>
      <Button underWay={action.underWay}>{callWords.orderSave[language]}</Button>
      {action.outcome}
    </form>
  )
}
