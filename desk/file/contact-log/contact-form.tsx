import { type FormEvent, useState } from 'react'
import {
  contactDirectionOptions,
  contactEntryChannelOptions,
  contactOutcomeOptions,
  contactOutcomesByDirection,
} from '../../../content/file/contact-log.ts'
import { parentSideOptions } from '../../../content/file/parent-sides.ts'
import { isOpenStage } from '../../../content/file-stages.ts'
import { toIsoDateInZone } from '../../../content/time/local-time.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { useDiscreetScreen } from '../../client/discreet-screen.ts'
import { getFileQueryKeyPrefix } from '../../client/file-key.ts'
import { Button } from '../../ui/button.tsx'
import { formatDatetimeLocal, parseDatetimeLocalOrNull } from '../../ui/datetime-local.ts'
import { getDeviceTimeZone } from '../../ui/device-time-zone.ts'
import { Field } from '../../ui/field.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { focusTooLongText } from '../../ui/long-text.tsx'
import { buildRadioOptions, RadioGroup } from '../../ui/radio-group.tsx'
import { RestoredDraftNotice } from '../../ui/restored-draft-notice.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { useTextDraft } from '../../ui/use-text-draft.ts'
import { ColleagueNotice } from '../colleague-notice.tsx'
import type { FileHeader } from '../queries.ts'
import { ContactNoteAndNextStep } from './contact-note-and-next-step.tsx'
import { NEW_CONTACT_FORM } from './draft-forms.ts'
import { OtherParentGate } from './other-parent-gate.tsx'
import type { LoggedContact, NewLoggedContact } from './queries.ts'
import { type TypedContact, toLoggedContact } from './typed-contact.ts'
import { contactFormWording, contactProblemWording } from './wording.ts'

interface Props {
  readonly header: FileHeader
  readonly amended: LoggedContact | undefined
  readonly onClose: () => void
  readonly onLogged: () => void
}

/** Logs a contact with a parent: with whom, how, how it ended, a note and the next step. Pressing twice logs one. */
export function ContactForm({ header, amended, onClose, onLogged }: Props) {
  const { reference, participants } = header
  const text = useWordingText()
  const sideOptions = useSideOptions(header)
  const draft = useTextDraft(reference, amended ? `contact ${amended.id}` : NEW_CONTACT_FORM, () => ({
    // A repeat after a reload is recognised by the id, too.
    id: crypto.randomUUID() as string,
    typed: toTypedContact(amended, participants.length === 1 ? participants[0] : undefined),
  }))
  const { id, typed } = draft.value
  const [isTried, setIsTried] = useState(false)
  const action = useAction({
    submit: (json: NewLoggedContact) =>
      parseResponseOrThrowApiError(fileClient.contacts.$post({ param: { reference }, json })),
    makesStale: [getFileQueryKeyPrefix(reference)],
    onReturned: () => {
      draft.reset()
      onLogged()
    },
    announces: contactFormWording.saved,
  })
  const now = Date.now()
  const result = toLoggedContact(typed, { now, today: toIsoDateInZone(now, getDeviceTimeZone()) })
  const problemOf = (name: keyof typeof contactProblemWording) =>
    isTried && 'missing' in result && result.missing === name ? text(contactProblemWording[name]) : undefined
  const change = (part: Partial<TypedContact>) =>
    draft.change((before) => ({ ...before, typed: { ...before.typed, ...part } }))
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setIsTried(true)
    if ('contact' in result && !focusTooLongText(event.currentTarget))
      action.run({ ...result.contact, id, amends: amended?.id ?? null })
  }
  const isAway = typed.side !== undefined && !participants.includes(typed.side)
  const outcomes: readonly (keyof typeof contactOutcomeOptions)[] =
    contactOutcomesByDirection[typed.direction]
  return (
    <form noValidate className="contact-form" onSubmit={onSubmit}>
      <ColleagueNotice header={header} />
      <RestoredDraftNotice draft={draft} />
      <RadioGroup
        legend={text(contactFormWording.side)}
        options={sideOptions}
        chosen={typed.side}
        problem={problemOf('side')}
        onChoose={(side) => change({ side })}
      />
      <RadioGroup
        legend={text(contactFormWording.direction)}
        options={buildRadioOptions(contactDirectionOptions, text)}
        chosen={typed.direction}
        onChoose={(direction) => change({ direction, outcome: undefined })}
      />
      {isAway && typed.direction === 'outgoing' ? (
        <OtherParentGate header={header} />
      ) : (
        <>
          <RadioGroup
            legend={text(contactFormWording.channel)}
            options={buildRadioOptions(contactEntryChannelOptions, text)}
            chosen={typed.channel}
            onChoose={(channel) => change({ channel })}
          />
          <RadioGroup
            legend={text(contactFormWording.outcome)}
            options={outcomes.map((value) => ({ value, label: text(contactOutcomeOptions[value]) }))}
            chosen={typed.outcome}
            problem={problemOf('outcome')}
            onChoose={(outcome) => change({ outcome })}
          />
          <Field
            label={text(contactFormWording.when)}
            hint={text(contactFormWording.whenHint)}
            problem={problemOf('when')}
          >
            {(control) => (
              <input
                {...control}
                key={`${id} ${draft.isRestored}`}
                type="datetime-local"
                defaultValue={typed.happenedAt === null ? '' : formatDatetimeLocal(typed.happenedAt)}
                onChange={({ target }) => change({ happenedAt: parseDatetimeLocalOrNull(target.value) })}
              />
            )}
          </Field>
          <ContactNoteAndNextStep
            typed={typed}
            change={change}
            problemOf={problemOf}
            hasNextStep={isOpenStage(header.stage) && header.may.remind}
          />
          <Button isPending={action.isPending}>{text(contactFormWording.save)}</Button>
        </>
      )}{' '}
      <Button quiet onPress={onClose}>
        {text(contactFormWording.cancel)}
      </Button>
      {action.outcome}
    </form>
  )
}

/** What a new contact begins with, or one that amends another. */
const toTypedContact = (
  amended: LoggedContact | undefined,
  onlyParent: TypedContact['side'],
): TypedContact => ({
  ...{ direction: 'outgoing', channel: 'phone', folder: 'screening', nextStep: '', dueOn: '' },
  ...{ ...amended, side: amended?.side ?? onlyParent },
  ...{ happenedAt: amended?.happenedAt ?? Date.now(), note: '' },
})

/** Both parents, each with their name unless the screen is discreet. */
function useSideOptions({ people }: FileHeader) {
  const text = useWordingText()
  const isDiscreet = useDiscreetScreen()
  return buildRadioOptions(parentSideOptions, text).map(({ value, label }) => {
    const name = isDiscreet ? null : people?.[value]
    return { value, label: name ? `${label} (${name})` : label }
  })
}
