import { useQuery } from '@tanstack/react-query'
import { getCallSheetPath } from '../../client/routes.ts'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { gateShutReasonWording } from '../calling/wording.ts'
import { authorisationsAndCallsQuery, type FileHeader } from '../queries.ts'
import { contactFormWording } from './wording.ts'

/**
 * Says that a contact which we began with a parent who has not come is a call under an authorisation, whether one may be
 * made now, and why not.
 */
export function OtherParentGate({ header: { reference, contactHoldState, may } }: { header: FileHeader }) {
  const text = useWordingText()
  const language = useLanguage()
  const { data } = useQuery(authorisationsAndCallsQuery(reference))
  const [parentCalls] = data?.calls ?? []
  if (!parentCalls) return null
  const { gate, latest } = parentCalls
  const isOnHold = contactHoldState === 'on-hold'
  const reason =
    gate === 'open'
      ? contactFormWording.mayCall
      : (gateShutReasonWording[gate] ??
        (isOnHold ? contactFormWording.onHold : contactFormWording.mayNotCall))
  return (
    <div role="status" className="contact-form__gate">
      <p>{text(contactFormWording.notCome)}</p>
      <p>
        <strong>{text(reason)}</strong>
      </p>
      {latest?.grantedAt && may.callOtherParent && (
        <p>
          <a href={getCallSheetPath(language, reference)}>{text(contactFormWording.callSheet)}</a>
        </p>
      )}
    </div>
  )
}
