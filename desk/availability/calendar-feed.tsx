import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { deskClient, parseResponseOrThrowApiError } from '../client/api-client.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { formatDateTimeWithOffset } from '../ui/format-date.ts'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { SecretShownOnce } from '../ui/one-time-secret.tsx'
import { type DeskAction, useAction } from '../ui/use-action.tsx'
import { useClearOnLeave } from '../ui/use-clear-on-leave.ts'
import { buildFeedCreatedWording, calendarFeedWording } from './calendar-feed-wording.ts'
import { calendarFeedCreatedAtQuery } from './queries.ts'

/** Creates, replaces or removes the secret address of the coordinator’s own calendar. An address is shown once. */
export function CalendarFeedPanel() {
  const language = useLanguage()
  const text = useWordingText()
  const { data: feed } = useQuery(calendarFeedCreatedAtQuery)
  const [address, setAddress] = useState<string>()
  useClearOnLeave(address !== undefined, () => setAddress(undefined))
  const creation = useAction({
    submit: () => parseResponseOrThrowApiError(deskClient['calendar-feed'].$post()),
    makesStale: [calendarFeedCreatedAtQuery.queryKey],
    onReturned: (created) => setAddress(created.address),
  })
  const removal = useAction({
    submit: () => parseResponseOrThrowApiError(deskClient['calendar-feed'].$delete()),
    makesStale: [calendarFeedCreatedAtQuery.queryKey],
    onDone: () => setAddress(undefined),
    announces: calendarFeedWording.removed,
  })
  if (!feed) return null
  const { createdAt } = feed
  return (
    <section className="calendar-feed">
      <h2>{text(calendarFeedWording.title)}</h2>
      <p>{text(calendarFeedWording.means)}</p>
      <p>
        {text(
          createdAt === null
            ? calendarFeedWording.none
            : buildFeedCreatedWording(formatDateTimeWithOffset(createdAt, language)),
        )}
      </p>
      {address && <CalendarFeedAddress key={address} address={address} />}
      {createdAt === null ? (
        <>
          <Button isPending={creation.isPending} onPress={() => creation.run()}>
            {text(calendarFeedWording.make)}
          </Button>
          {creation.outcome}
        </>
      ) : (
        // A new address changes the key at once, so that the open question closes, and none that is opened after it.
        <CalendarFeedChanges key={`changes ${address ?? createdAt}`} creation={creation} removal={removal} />
      )}
    </section>
  )
}

/** Buttons that replace or remove an existing address. */
function CalendarFeedChanges({ creation, removal }: { creation: DeskAction; removal: DeskAction }) {
  const text = useWordingText()
  return (
    <div className="actions">
      <ConfirmButton
        label={text(calendarFeedWording.replace)}
        consequence={text(calendarFeedWording.replaceMeans)}
        confirmLabel={text(calendarFeedWording.replaceNow)}
        action={creation}
      />
      <ConfirmButton
        label={text(calendarFeedWording.remove)}
        consequence={text(calendarFeedWording.removeMeans)}
        confirmLabel={text(calendarFeedWording.removeNow)}
        action={removal}
      />
    </div>
  )
}

/** Selects the whole address on one press, because every letter counts, and copies it. */
function CalendarFeedAddress({ address }: { address: string }) {
  const text = useWordingText()
  const [outcome, setOutcome] = useState<'copied' | 'notCopied'>()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address)
      setOutcome('copied')
    } catch {
      // The browser may ask, refuse, or have no clipboard on a page that is not secure.
      setOutcome('notCopied')
    }
  }
  return (
    <SecretShownOnce label={calendarFeedWording.address}>
      <p>
        <code className="hash address">{address}</code>
      </p>
      <Button quiet onPress={copy}>
        {text(calendarFeedWording.copy)}
      </Button>
      <p role="status">{outcome && text(calendarFeedWording[outcome])}</p>
      <p>{text(calendarFeedWording.once)}</p>
    </SecretShownOnce>
  )
}
