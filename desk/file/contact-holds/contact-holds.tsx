import { useQuery } from '@tanstack/react-query'
import { isOpenStage } from '../../../content/file-stages.ts'
import { formatDateTimeWithOffset } from '../../ui/format-date.ts'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { PanelFailure } from '../../ui/panel-failure.tsx'
import { describePlacing } from '../calling/call-events.ts'
import { callEventWording } from '../calling/wording.ts'
import { parentSideWording } from '../facts-wording.ts'
import { type ContactHoldFacts, contactHoldsQuery, type FileHeader } from '../queries.ts'
import { useFileAnswers } from '../use-file-answers.ts'
import { ContactHoldHistory } from './hold-history.tsx'
import { OrderReadingForm } from './order-reading-form.tsx'
import { PutBackHoldForm } from './put-back-form.tsx'
import { contactHoldsWording } from './wording.ts'

/**
 * Shows the contact holds: a parent reported an order that may forbid contact, and nobody is contacted until the lead
 * has read it. What happened to them stays readable, and a hold that was lifted can be put back.
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
  if (data.contactHolds.length === 0 && !hasOrderWithoutHold) return null
  const isOnHold = activeHolds.length > 0 || hasOrderWithoutHold
  const isOpen = isOpenStage(header.stage)
  return (
    <section className={isOnHold ? 'contact-holds' : 'contact-holds contact-holds--lifted'}>
      {isOnHold ? (
        <ActiveHolds header={header} activeHolds={activeHolds} />
      ) : (
        <>
          <h2>{text(contactHoldsWording.noHoldTitle)}</h2>
          <p>{text(contactHoldsWording.noHold)}</p>
        </>
      )}
      {activeHolds.length > 0 && header.may.callOtherParent && isOpen && (
        <OrderReadingForm
          reference={header.reference}
          reportedUntil={Math.max(...activeHolds.map(({ reportedAt }) => reportedAt))}
        />
      )}
      {header.may.putBackContactHold &&
        isOpen &&
        pickHoldsToPutBack(data.contactHolds).map(({ id }) => (
          <PutBackHoldForm key={id} reference={header.reference} lifted={id} />
        ))}
      {data.contactHolds.length > 0 && (
        <ContactHoldHistory holds={data} orderDocuments={answers.data?.orderDocuments ?? []} />
      )}
    </section>
  )
}

interface ActiveHoldsProps {
  readonly header: FileHeader
  readonly activeHolds: readonly ContactHoldFacts[]
}

function ActiveHolds({ header, activeHolds }: ActiveHoldsProps) {
  const text = useWordingText()
  const isForbidden = activeHolds.some(({ finding }) => finding === 'forbids')
  return (
    <>
      <h2>{text(isForbidden ? contactHoldsWording.forbidsTitle : contactHoldsWording.title)}</h2>
      <p>{text(isForbidden ? contactHoldsWording.forbidsNotice : contactHoldsWording.notice)}</p>
      <ul>
        {activeHolds.map((contactHold) => (
          <li key={contactHold.id}>
            {header.participants.length > 1 && `${text(parentSideWording[contactHold.side])} · `}
            <ContactHoldItem contactHold={contactHold} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** Picks the hold of each parent that was lifted last, where the parent has no active one. */
const pickHoldsToPutBack = (contactHolds: readonly ContactHoldFacts[]): ContactHoldFacts[] =>
  [...Map.groupBy(contactHolds, ({ side }) => side).values()].flatMap(([newest, ...earlier]) =>
    newest && [newest, ...earlier].every(({ liftedAt }) => liftedAt !== null) ? [newest] : [],
  )

function ContactHoldItem({ contactHold }: { contactHold: ContactHoldFacts }) {
  const language = useLanguage()
  const text = useWordingText()
  const { reportedAt, orderReadAt, orderReadBy, finding } = contactHold
  return (
    <>
      {text(describePlacing(contactHold))}, {formatDateTimeWithOffset(reportedAt, language)}
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
