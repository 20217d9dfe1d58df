import { orderDocumentOptions } from '../../../content/authorisation/order-readings.ts'
import { buildWording, type Language, type Wording } from '../../../forms/language.ts'
import { useWordingText } from '../../ui/language.tsx'
import { TimeWithOffset } from '../../ui/time.tsx'
import { describePlacing } from '../calling/call-events.ts'
import { callEventWording } from '../calling/wording.ts'
import type { ContactHoldFacts, ContactHolds, FileAnswers, OrderReadingFacts } from '../queries.ts'
import { buildExpiresOnWording, contactHoldsWording } from './wording.ts'

/** The court and the date of a document, which are known once the answers are read. */
type OrderDocumentDetails = FileAnswers['orderDocuments'][number]

interface Props {
  readonly holds: ContactHolds
  readonly orderDocuments: readonly OrderDocumentDetails[]
}

/** What happened to the holds on contact, newest first: who placed, read, lifted and put them back. */
export function ContactHoldHistory({ holds, orderDocuments }: Props) {
  const text = useWordingText()
  return (
    <details>
      <summary>{text(contactHoldsWording.history)}</summary>
      <ol className="history">
        {collectContactHoldEvents(holds, orderDocuments).map(({ id, at, description }) => (
          <li key={id}>
            <TimeWithOffset at={at} />
            <span>{text(description)}</span>
          </li>
        ))}
      </ol>
    </details>
  )
}

/** Lists what happened to the holds on contact, newest first. */
export const collectContactHoldEvents = (
  { contactHolds, orderReadings }: ContactHolds,
  orderDocuments: readonly OrderDocumentDetails[],
) =>
  [
    ...contactHolds.map((hold) => ({
      id: `placed ${hold.id}`,
      at: hold.reportedAt,
      description: describePlacing(hold),
    })),
    ...contactHolds.flatMap((hold) => toReadingWithoutRow(hold)),
    ...orderReadings.map((reading) => ({
      id: `read ${reading.id}`,
      at: reading.readAt,
      description: describeReading(
        reading,
        orderDocuments.find(({ readingId }) => readingId === reading.id),
      ),
    })),
  ].toSorted((one, other) => other.at - one.at)

/** A reading that was recorded before readings had rows of their own. */
const toReadingWithoutRow = ({ id, orderReadAt, orderReadBy, orderReadingId, finding }: ContactHoldFacts) =>
  orderReadAt !== null && orderReadingId === null && finding
    ? [
        {
          id: `read ${id}`,
          at: orderReadAt,
          description: callEventWording.orderRead[finding](orderReadBy?.name ?? ''),
        },
      ]
    : []

const describeReading = (
  { finding, readBy, document, expiresOn }: OrderReadingFacts,
  details: OrderDocumentDetails | undefined,
): Wording => {
  const describe = (language: Language) =>
    [
      callEventWording.orderRead[finding](readBy?.name ?? '')[language],
      ...(document ? [orderDocumentOptions[document][language]] : []),
      ...(details ? [details.court, details.date] : []),
      ...(expiresOn ? [buildExpiresOnWording(expiresOn)[language]] : []),
    ].join(' · ')
  return buildWording(describe)
}
