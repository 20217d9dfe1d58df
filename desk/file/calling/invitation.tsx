import { type FormEvent, useId, useRef, useState } from 'react'
import { invite } from '../../app/api-client.ts'
import { Button } from '../../ui/button.tsx'
import { writtenTime } from '../../ui/format-date.ts'
import { Choices } from '../../ui/radio-group.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { useForget } from '../../ui/use-clear-on-leave.ts'
import { OneTimeCode } from '../one-time-code.tsx'
import type { PartProps } from '../panel-props.ts'
import { callWords, codeUntil, invitationOpenUntil } from './wording.ts'

type Way = 'read-out' | 'e-mail'

/** A way in for the other parent, once they were reached and would like to come. Its code is shown once. */
export function Invitation(props: PartProps & { authorisation: string }) {
  const { file, language } = props
  const [made, setMade] = useState<{ code: string; expiresAt: number; mailed: boolean }>()
  useForget(made !== undefined, () => setMade(undefined))
  const [calling] = file.calling
  const interested = calling?.attempts.some(({ outcome }) => outcome === 'interested')
  if (!calling || !interested || !(calling.gate === 'open' || calling.gate === 'attempts-used')) return null
  const standing = calling.invitations.find(
    ({ endedAt, usedAt, expiresAt }) => endedAt === null && usedAt === null && expiresAt > Date.now(),
  )
  const until = standing && writtenTime(standing.expiresAt, language)
  return (
    <section className="invitation">
      <h3>{callWords.invitation[language]}</h3>
      {made ? (
        <OneTimeCode label={callWords.invitationCode} code={made.code} language={language}>
          <p>{codeUntil(writtenTime(made.expiresAt, language))[language]}</p>
          {made.mailed && <p>{callWords.invitationMailed[language]}</p>}
        </OneTimeCode>
      ) : (
        <>
          <p>{callWords.invitationMeans[language]}</p>
          {until && <p>{invitationOpenUntil(until)[language]}</p>}
          <InviteForm {...props} onMade={setMade} />
        </>
      )}
    </section>
  )
}

interface FormProps extends PartProps {
  readonly authorisation: string
  readonly onMade: (made: { code: string; expiresAt: number; mailed: boolean }) => void
}

function InviteForm({ file, authorisation, language, onMade }: FormProps) {
  const action = useAction(language)
  const id = useId()
  const address = useRef<HTMLInputElement>(null)
  const [way, setWay] = useState<Way>('read-out')
  const [missing, setMissing] = useState(false)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const email = way === 'e-mail' ? address.current?.value.trim() : undefined
    // As little as tells an address from a slip; the worker looks closer.
    const slip = email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)
    setMissing(slip)
    if (slip) return address.current?.focus()
    return action.run(
      () => invite(file.reference, authorisation, email),
      ({ code, expiresAt }) => onMade({ code, expiresAt, mailed: email !== undefined }),
    )
  }
  return (
    <form noValidate onSubmit={onSubmit}>
      <Choices
        legend={callWords.invitationHow[language]}
        options={[
          { value: 'read-out', label: callWords.invitationReadOut[language] },
          { value: 'e-mail', label: callWords.invitationMail[language] },
        ]}
        chosen={way}
        problem={undefined}
        onChoose={setWay}
      />
      {way === 'e-mail' && (
        <div className="field">
          <label htmlFor={id}>{callWords.invitationAddress[language]}</label>
          {missing && (
            <p id={`${id}-problem`} className="problem-line">
              {callWords.invitationNoAddress[language]}
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
      <Button underWay={action.underWay}>{callWords.invitationMake[language]}</Button>
      {action.outcome}
    </form>
  )
}
