import { type FormEvent, useState } from 'react'
import { orderFindings } from '../../content/authorisation/call-attempts.ts'
import { isOpenStage } from '../../content/file-stages.ts'
import type { Language } from '../../forms/language.ts'
import { type CourtOrderFinding, type ParentCalls, submitOrderFinding } from '../app/api-client.ts'
import { deskWording, parentSideWording } from '../app/wording.ts'
import { Button } from '../ui/button.tsx'
import { formatDateTimeWithOffset } from '../ui/format-date.ts'
import { RadioGroup } from '../ui/radio-group.tsx'
import { useAction } from '../ui/use-action.tsx'
import { callEventWording, callingWording } from './calling/wording.ts'
import type { FilePanelProps } from './panel-props.ts'

type ContactHoldFacts = ParentCalls['contactHolds'][number]

/** Contact holds: a parent reported an order that may forbid contact, and nobody is contacted until the lead has read it. */
export function ContactHoldsPanel(props: FilePanelProps) {
  const { file, language } = props
  const contactHolds = file.calls.flatMap(({ side, contactHolds }) =>
    contactHolds.map((contactHold) => ({ side, ...contactHold })),
  )
  const activeHolds = contactHolds.filter(({ liftedAt }) => liftedAt === null)
  // Answers from before contact holds existed have none to lift: every authorisation asks about the order again.
  const hasOrderWithoutHold =
    contactHolds.length === 0 && file.parents.some(({ hasOrderToRead }) => hasOrderToRead)
  if (file.locked || (activeHolds.length === 0 && !hasOrderWithoutHold)) return null
  return (
    <section className="contact-holds">
      <h2>{deskWording.orderTitle[language]}</h2>
      <p>{deskWording.orderNotice[language]}</p>
      <ul>
        {activeHolds.map(({ side, ...contactHold }) => (
          <li key={contactHold.id}>
            {file.calls.length > 1 && `${parentSideWording[side][language]} · `}
            <ContactHoldItem contactHold={contactHold} language={language} />
          </li>
        ))}
      </ul>
      {activeHolds.length > 0 && file.may.callOtherParent && isOpenStage(file.stage) && (
        <OrderFindingForm
          {...props}
          reportedUntil={Math.max(...activeHolds.map(({ reportedAt }) => reportedAt))}
        />
      )}
    </section>
  )
}

function ContactHoldItem({ contactHold, language }: { contactHold: ContactHoldFacts; language: Language }) {
  const { reportedIn, reportedAt, orderReadAt, orderReadBy, finding } = contactHold
  return (
    <>
      {callEventWording.orderReported[reportedIn][language]}, {formatDateTimeWithOffset(reportedAt, language)}
      {finding && orderReadAt && (
        <strong>
          {' · '}
          {callEventWording.orderRead[finding](orderReadBy?.name ?? '')[language]},{' '}
          {formatDateTimeWithOffset(orderReadAt, language)}
        </strong>
      )}
    </>
  )
}

function OrderFindingForm({
  file,
  language,
  onChange,
  reportedUntil,
}: FilePanelProps & { reportedUntil: number }) {
  const action = useAction(language)
  const [finding, setFinding] = useState<CourtOrderFinding>()
  const [missing, setMissing] = useState(false)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!finding)
    if (!finding) return
    action.run(
      () => submitOrderFinding(file.reference, finding, reportedUntil),
      (facts) => {
        setFinding(undefined)
        onChange(facts, finding === 'forbids' ? callingWording.orderForbids : callingWording.orderLifted)
      },
    )
  }
  return (
    <form noValidate onSubmit={onSubmit}>
      <RadioGroup
        legend={callingWording.orderForm[language]}
        options={Object.entries(orderFindings).map(([value, wording]) => ({
          value: value as CourtOrderFinding,
          label: wording[language],
        }))}
        chosen={finding}
        problem={missing ? callingWording.orderNoFinding[language] : undefined}
        onChoose={(chosen) => {
          setFinding(chosen)
          setMissing(false)
        }}
      />
      <p className="hint">{callingWording.orderFindingsMean[language]}</p>
      <Button isPending={action.isPending}>{callingWording.orderSave[language]}</Button>
      {action.outcome}
    </form>
  )
}
