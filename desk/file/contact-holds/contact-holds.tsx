import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { orderFindingOptions } from '../../../content/authorisation/call-attempts.ts'
import { isOpenStage } from '../../../content/file-stages.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { Button } from '../../ui/button.tsx'
import { formatDateTimeWithOffset } from '../../ui/format-date.ts'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { PanelFailure } from '../../ui/panel-failure.tsx'
import { buildRadioOptions, RadioGroup } from '../../ui/radio-group.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { callEventWording } from '../calling/wording.ts'
import { parentSideWording } from '../facts-wording.ts'
import {
  authorisationsAndCallsQuery,
  type ContactHoldFacts,
  type CourtOrderFinding,
  contactHoldsQuery,
  type FileHeader,
  fileAppointmentsQuery,
  relatedFilesQuery,
} from '../queries.ts'
import { useFileAnswers } from '../use-file-answers.ts'
import { contactHoldsWording } from './wording.ts'

/**
 * Shows the contact holds: a parent reported an order that may forbid contact, and nobody is contacted until the lead
 * has read it.
 */
export function ContactHoldsPanel({ header }: { header: FileHeader }) {
  const text = useWordingText()
  const { data, error, isLoadingError } = useQuery(contactHoldsQuery(header.reference))
  const answers = useFileAnswers(header)
  if (isLoadingError)
    return (
      <PanelFailure
        heading={contactHoldsWording.notLoadedTitle}
        caution={contactHoldsWording.notLoaded}
        error={error}
      />
    )
  if (!data) return null
  const activeHolds = data.contactHolds.filter(({ liftedAt }) => liftedAt === null)
  // Old answers may report an order without a contact hold. There is nothing to lift then, as every authorisation asks
  // about the order again.
  const hasOrderWithoutHold =
    data.contactHolds.length === 0 && answers.data?.parents.some(({ hasOrderToRead }) => hasOrderToRead)
  if (activeHolds.length === 0 && !hasOrderWithoutHold) return null
  return (
    <section className="contact-holds">
      <h2>{text(contactHoldsWording.title)}</h2>
      <p>{text(contactHoldsWording.notice)}</p>
      <ul>
        {activeHolds.map((contactHold) => (
          <li key={contactHold.id}>
            {header.participants.length > 1 && `${text(parentSideWording[contactHold.side])} · `}
            <ContactHoldItem contactHold={contactHold} />
          </li>
        ))}
      </ul>
      {activeHolds.length > 0 && header.may.callOtherParent && isOpenStage(header.stage) && (
        <OrderFindingForm
          reference={header.reference}
          reportedUntil={Math.max(...activeHolds.map(({ reportedAt }) => reportedAt))}
        />
      )}
    </section>
  )
}

function ContactHoldItem({ contactHold }: { contactHold: ContactHoldFacts }) {
  const language = useLanguage()
  const text = useWordingText()
  const { reportedIn, reportedAt, orderReadAt, orderReadBy, finding } = contactHold
  return (
    <>
      {text(callEventWording.orderReported[reportedIn])}, {formatDateTimeWithOffset(reportedAt, language)}
      {finding && orderReadAt && (
        <strong>
          {' · '}
          {text(callEventWording.orderRead[finding](orderReadBy?.name ?? ''))},{' '}
          {formatDateTimeWithOffset(orderReadAt, language)}
        </strong>
      )}
    </>
  )
}

function OrderFindingForm({ reference, reportedUntil }: { reference: string; reportedUntil: number }) {
  const text = useWordingText()
  const [finding, setFinding] = useState<CourtOrderFinding>()
  const [missing, setMissing] = useState(false)
  const action = useAction({
    submit: (json: { finding: CourtOrderFinding; reportedUntil: number }) =>
      parseResponseOrThrowApiError(fileClient['order-reading'].$post({ param: { reference }, json })),
    makesStale: [
      contactHoldsQuery,
      authorisationsAndCallsQuery,
      fileAppointmentsQuery,
      relatedFilesQuery,
    ].map((query) => query(reference).queryKey),
    onDone: () => setFinding(undefined),
    announces: finding === 'forbids' ? contactHoldsWording.forbids : contactHoldsWording.lifted,
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!finding)
    if (finding) action.run({ finding, reportedUntil })
  }
  return (
    <form noValidate onSubmit={onSubmit}>
      <RadioGroup
        legend={text(contactHoldsWording.form)}
        options={buildRadioOptions(orderFindingOptions, text)}
        chosen={finding}
        problem={missing ? text(contactHoldsWording.noFinding) : undefined}
        onChoose={(chosen) => {
          setFinding(chosen)
          setMissing(false)
        }}
      />
      <p className="hint">{text(contactHoldsWording.findingsMean)}</p>
      <Button isPending={action.isPending}>{text(contactHoldsWording.save)}</Button>
      {action.outcome}
    </form>
  )
}
