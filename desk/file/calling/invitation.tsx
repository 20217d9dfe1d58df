import { type FormEvent, useRef, useState } from 'react'
import type { Wording } from '../../../forms/language.ts'
import { MAX_EMAIL_OCTETS } from '../../../forms/limits.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { formatDateTimeWithOffset } from '../../ui/format-date.ts'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { CodeShownOnce } from '../../ui/one-time-secret.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { useClearOnLeave } from '../../ui/use-clear-on-leave.ts'
import { authorisationsAndCallsQuery, fileMessagesQuery, type ParentCalls } from '../queries.ts'
import {
  buildInvitationCodeExpiryWording,
  buildOpenInvitationWording,
  invitationWording as createInvitationWording,
} from './invitation-wording.ts'

interface InvitationFormProps {
  readonly reference: string
  readonly authorisation: string
  readonly onCreated: (created: CreatedInvitation) => void
}

interface CreatedInvitation {
  readonly code: string
  readonly expiresAt: number
  readonly mailed: boolean
}

type Props = Omit<InvitationFormProps, 'onCreated'> & { readonly parentCalls: ParentCalls }

/** Invites the other parent after a call in which they said they would like to come. The code is shown once. */
export function InvitationPanel({ reference, parentCalls, authorisation }: Props) {
  const language = useLanguage()
  const text = useWordingText()
  const [created, setCreated] = useState<CreatedInvitation>()
  useClearOnLeave(created !== undefined, () => setCreated(undefined))
  const { callAttempts, gate, invitations } = parentCalls
  const isInterested = callAttempts.some(({ outcome }) => outcome === 'interested')
  const mayInvite = isInterested && (gate === 'open' || gate === 'attempts-used')
  // A code that was created stays, because it is shown once and has replaced the earlier one.
  if (!created && !mayInvite) return null
  const openInvitation = invitations.find(
    ({ endedAt, acceptedAt, expiresAt }) => endedAt === null && acceptedAt === null && expiresAt > Date.now(),
  )
  const openUntil = openInvitation && formatDateTimeWithOffset(openInvitation.expiresAt, language)
  return (
    <section className="invitation">
      <h3>{text(createInvitationWording.title)}</h3>
      {created ? (
        <CodeShownOnce label={createInvitationWording.code} code={created.code}>
          <p>
            {text(buildInvitationCodeExpiryWording(formatDateTimeWithOffset(created.expiresAt, language)))}
          </p>
          {created.mailed && <p>{text(createInvitationWording.mailed)}</p>}
        </CodeShownOnce>
      ) : (
        <>
          <p>{text(createInvitationWording.means)}</p>
          {openUntil && <p>{text(buildOpenInvitationWording(openUntil))}</p>}
          <InvitationForm reference={reference} authorisation={authorisation} onCreated={setCreated} />
        </>
      )}
    </section>
  )
}

type CodeDelivery = 'read-out' | 'e-mail'

function InvitationForm({ reference, authorisation, onCreated }: InvitationFormProps) {
  const text = useWordingText()
  const address = useRef<HTMLInputElement>(null)
  const [delivery, setDelivery] = useState<CodeDelivery>('read-out')
  const [problem, setProblem] = useState<Wording>()
  const action = useAction({
    submit: async (email: string | undefined) => {
      const json = { authorisation, ...(email && { email }) }
      const { code, expiresAt } = await parseResponseOrThrowApiError(
        fileClient.invitation.$post({ param: { reference }, json }),
      )
      return { code, expiresAt, mailed: email !== undefined }
    },
    makesStale: [authorisationsAndCallsQuery(reference).queryKey, fileMessagesQuery(reference).queryKey],
    onReturned: onCreated,
    onRefused: ({ code }) => {
      if (code === 'invalid') showProblem(createInvitationWording.addressNotTheirs)
    },
  })
  const showProblem = (wording: Wording) => {
    setProblem(wording)
    address.current?.focus()
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const email = delivery === 'e-mail' ? address.current?.value.trim() : undefined
    // Finds only obvious slips in an address; the worker checks it thoroughly.
    const isInvalid = email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)
    setProblem(undefined)
    if (isInvalid) showProblem(createInvitationWording.noAddress)
    else action.run(email)
  }
  return (
    <form noValidate onSubmit={onSubmit}>
      <RadioGroup
        legend={text(createInvitationWording.how)}
        options={[
          { value: 'read-out', label: text(createInvitationWording.readOut) },
          { value: 'e-mail', label: text(createInvitationWording.mail) },
        ]}
        chosen={delivery}
        onChoose={setDelivery}
      />
      {delivery === 'e-mail' && (
        <Field label={text(createInvitationWording.address)} problem={problem && text(problem)}>
          {(control) => (
            <input {...control} ref={address} type="email" autoComplete="off" maxLength={MAX_EMAIL_OCTETS} />
          )}
        </Field>
      )}
      <Button isPending={action.isPending}>{text(createInvitationWording.make)}</Button>
      {action.outcome}
    </form>
  )
}
