import type { OrderDocument, OrderFinding } from '../../../content/authorisation/order-readings.ts'
import { isBlankText } from '../../../forms/blank-text.ts'
import type { NewOrderReading } from '../queries.ts'
import type { orderReadingProblemWording } from './wording.ts'

/** What stands in the fields of the form. */
export interface TypedOrderReading {
  readonly finding?: OrderFinding
  readonly document?: OrderDocument
  readonly court: string
  readonly date: string
  readonly expiresOn: string
  readonly isConfirmed: boolean
}

type TypedResult =
  | { readonly reading: NewOrderReading }
  | { readonly missing: keyof typeof orderReadingProblemWording }

/** Gives the reading to record, or the first thing that is missing. */
export function toNewOrderReading(typed: TypedOrderReading, reportedUntil: number): TypedResult {
  const { finding, document, date, expiresOn, isConfirmed } = typed
  const court = isBlankText(typed.court) ? '' : typed.court
  if (!finding) return { missing: 'finding' }
  if (finding === 'forbids' && !document && !court && !date && !expiresOn)
    return { reading: { finding, reportedUntil, read: null } }
  if (!document) return { missing: 'document' }
  if (!court) return { missing: 'court' }
  if (!date) return { missing: 'date' }
  if (expiresOn && expiresOn < date) return { missing: 'expiresOn' }
  const read = { document, court, date, expiresOn: expiresOn || null }
  if (finding === 'forbids') return { reading: { finding, reportedUntil, read } }
  return isConfirmed
    ? { reading: { finding, reportedUntil, isConfirmed: true, read } }
    : { missing: 'confirmation' }
}
