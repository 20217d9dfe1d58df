import { type FormEvent, useId, useRef, useState } from 'react'
import { submitInvitation } from '../../app/api-client.ts'
import { Button } from '../../ui/button.tsx'
import { formatDateTimeWithOffset } from '../../ui/format-date.ts'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { useClearOnLeave } from '../../ui/use-clear-on-leave.ts'
import { OneTimeCode } from '../one-time-code.tsx'
import type { FilePanelProps } from '../panel-props.ts'
import { callingWording, codeExpiryWording, openInvitationWording } from './wording.ts'

type CodeDelivery = 'read-out' | 'e-mail'

/** Invites the other parent, once they were reached and would like to come. The code is shown once. */
export function InvitationPanel(props: FilePanelProps & { authorisation: string }) {
  const { file, language } = props
  const [created, setCreated] = useState<{ code: string; expiresAt: number; mailed: boolean }>()
  useClearOnLeave(created !== undefined, () => setCreated(undefined))
  const [parentCalls] = file.calls
  const interested = parentCalls?.callAttempts.some(({ outcome }) => outcome === 'interested')
  if (!parentCalls || !interested || !(parentCalls.gate === 'open' || parentCalls.gate === 'attempts-used'))
    return null
  const openInvitation = parentCalls.invitations.find(
    ({ endedAt, acceptedAt, expiresAt }) => endedAt === null && acceptedAt === null && expiresAt > Date.now(),
  )
  const openUntil = openInvitation && formatDateTimeWithOffset(openInvitation.expiresAt, language)
  return (
    <section className="invitation">
      <h3>{callingWording.invitation[language]}</h3>
      {created ? (
        <OneTimeCode label={callingWording.invitationCode} code={created.code} language={language}>
          <p>{codeExpiryWording(formatDateTimeWithOffset(created.expiresAt, language))[language]}</p>
          {created.mailed && <p>{callingWording.invitationMailed[language]}</p>}
        </OneTimeCode>
      ) : (
        <>
          <p>{callingWording.invitationMeans[language]}</p>
          {openUntil && <p>{openInvitationWording(openUntil)[language]}</p>}
          <InvitationForm {...props} onCreated={setCreated} />
        </>
      )}
    </section>
  )
}

interface InvitationFormProps extends FilePanelProps {
  readonly authorisation: string
  readonly onCreated: (created: { code: string; expiresAt: number; mailed: boolean }) => void
}

function InvitationForm({ file, authorisation, language, onCreated }: InvitationFormProps) {
  const action = useAction(language)
  const id = useId()
  const address = useRef<HTMLInputElement>(null)
  const [delivery, setDelivery] = useState<CodeDelivery>('read-out')
  const [missing, setMissing] = useState(false)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const email = delivery === 'e-mail' ? address.current?.value.trim() : undefined
    // As little as tells an address from a slip; the worker looks closer.
    const isInvalid = email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)
    setMissing(isInvalid)
    if (isInvalid) return address.current?.focus()
    return action.run(
      () => submitInvitation(file.reference, authorisation, email),
      ({ code, expiresAt }) => onCreated({ code, expiresAt, mailed: email !== undefined }),
    )
  }
  return (
    <form noValidate onSubmit={onSubmit}>
      <RadioGroup
        legend={callingWording.invitationHow[language]}
        options={[
          { value: 'read-out', label: callingWording.invitationReadOut[language] },
          { value: 'e-mail', label: callingWording.invitationMail[language] },
        ]}
        chosen={delivery}
        problem={undefined}
        onChoose={setDelivery}
      />
      {delivery === 'e-mail' && (
        <div className="field">
          <label htmlFor={id}>{callingWording.invitationAddress[language]}</label>
          {missing && (
            <p id={`${id}-problem`} className="problem-line">
              {callingWording.invitationNoAddress[language]}
            </p>
          )}
          <input
            ref={address}
            id={id}
            type="email"
            autoComplete="off"
            maxLength={254}
            aria-invalid={missing}
            aria-describedby={missing ? `${id}-problem` : undefined}
          />
        </div>
      )}
      <Button isPending={action.isPending}>{callingWording.invitationMake[language]}</Button>
      {action.outcome}
    </form>
  )
}
