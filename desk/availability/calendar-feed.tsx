import { useEffect, useRef, useState } from 'react'
import type { Language, Wording } from '../../forms/language.ts'
import {
  fetchCalendarFeed,
  submitCalendarFeedCreation,
  submitCalendarFeedRemoval,
} from '../app/api-client.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { formatDateTimeWithOffset } from '../ui/format-date.ts'
import { useAction } from '../ui/use-action.tsx'
import { useClearOnLeave } from '../ui/use-clear-on-leave.ts'
import { useFetchOnce } from '../ui/use-fetch-once.ts'
import { availabilityWording, feedCreatedWording } from './wording.ts'

interface Props {
  readonly language: Language
  readonly onDone: (announcement: Wording) => void
}

/** The secret address of one’s own calendar: created, replaced or removed. It is shown once. */
export function CalendarFeedPanel({ language, onDone }: Props) {
  const [answer, setAnswer] = useFetchOnce(fetchCalendarFeed)
  const [address, setAddress] = useState<string>()
  useClearOnLeave(address !== undefined, () => setAddress(undefined))
  const action = useAction(language)
  if (!answer?.ok) return null
  const { createdAt } = answer.value
  const create = () =>
    action.run(submitCalendarFeedCreation, (created) => {
      setAnswer({ ok: true, value: { createdAt: created.createdAt } })
      setAddress(created.address)
    })
  const remove = () =>
    action.run(submitCalendarFeedRemoval, (removed) => {
      setAnswer({ ok: true, value: removed })
      setAddress(undefined)
      onDone(availabilityWording.feedRemoved)
    })
  return (
    <section className="calendar-feed">
      <h2>{availabilityWording.feed[language]}</h2>
      <p>{availabilityWording.feedMeans[language]}</p>
      <p>
        {
          (createdAt === null
            ? availabilityWording.feedNone
            : feedCreatedWording(formatDateTimeWithOffset(createdAt, language)))[language]
        }
      </p>
      {address && <CalendarFeedAddress address={address} language={language} />}
      {createdAt === null ? (
        <>
          <Button isPending={action.isPending} onPress={create}>
            {availabilityWording.feedMake[language]}
          </Button>
          {action.outcome}
        </>
      ) : (
        // The key changes with a new address, so that the question closes.
        <div key={createdAt} className="actions">
          <ConfirmButton
            label={availabilityWording.feedReplace[language]}
            consequence={availabilityWording.feedReplaceMeans[language]}
            confirmLabel={availabilityWording.feedReplaceNow[language]}
            action={action}
            language={language}
            onPress={create}
          />
          <ConfirmButton
            label={availabilityWording.feedRemove[language]}
            consequence={availabilityWording.feedRemoveMeans[language]}
            confirmLabel={availabilityWording.feedRemoveNow[language]}
            action={action}
            language={language}
            onPress={remove}
          />
        </div>
      )}
    </section>
  )
}

/** The focus moves to it; every letter counts, so one press selects it whole. */
function CalendarFeedAddress({ address, language }: { address: string; language: Language }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields, and there are none here
    <div
      key={address}
      ref={box}
      role="group"
      tabIndex={-1}
      aria-label={availabilityWording.feedAddress[language]}
      className="code"
    >
      <p>{availabilityWording.feedAddress[language]}</p>
      <p>
        <code className="hash address">{address}</code>
      </p>
      <p>{availabilityWording.feedOnce[language]}</p>
    </div>
  )
}
