import { useEffect, useId, useRef, useState } from 'react'
import type { Language, Wording } from '../../forms/language.ts'
import { fetchAvailability, fetchSignedInCoordinator, type SignedInCoordinator } from '../app/api-client.ts'
import { availabilityPath } from '../app/routes.ts'
import { Button } from '../ui/button.tsx'
import { LoadFailure } from '../ui/load-failure.tsx'
import { useFetchOnce } from '../ui/use-fetch-once.ts'
import { AvailabilityForm } from './availability-form.tsx'
import { CalendarFeedPanel } from './calendar-feed.tsx'
import { availabilityWording } from './wording.ts'

interface Props {
  readonly language: Language
  /** Whose, for an administrator; one’s own otherwise. */
  readonly coordinator: string | undefined
}

/** A coordinator’s availability, and the secret address of their own calendar. */
export function AvailabilityPage({ language, coordinator }: Props) {
  const [answer] = useFetchOnce(() => fetchAvailability(coordinator))
  const [me] = useFetchOnce(fetchSignedInCoordinator)
  const [announcement, setAnnouncement] = useState<Wording>()
  const status = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (announcement) status.current?.focus()
  }, [announcement])
  if (answer && !answer.ok) return <LoadFailure failure={answer.failure} language={language} />
  const availability = answer?.value
  return (
    <>
      <h1>
        {availabilityWording.title[language]}
        {availability && !availability.isOwn && ` · ${availability.of?.name}`}
      </h1>
      <p ref={status} role="status" tabIndex={-1} className={announcement ? 'status status--done' : 'status'}>
        {availability ? announcement?.[language] : availabilityWording.loading[language]}
      </p>
      {availability && (
        <>
          {me?.ok && me.value.administrator && (
            <CoordinatorPicker me={me.value} chosen={availability.of?.id} language={language} />
          )}
          <AvailabilityForm
            availability={availability}
            language={language}
            onSaved={() => setAnnouncement({ ...availabilityWording.saved })}
          />
          {availability.isOwn && (
            <CalendarFeedPanel language={language} onDone={(wording) => setAnnouncement({ ...wording })} />
          )}
        </>
      )}
    </>
  )
}

function CoordinatorPicker({
  me,
  chosen,
  language,
}: {
  me: SignedInCoordinator
  chosen: string | undefined
  language: Language
}) {
  const id = useId()
  return (
    <form method="get" action={availabilityPath(language)} className="go-to">
      <div className="field">
        <label htmlFor={id}>{availabilityWording.whose[language]}</label>
        <select id={id} name="coordinator" defaultValue={chosen}>
          {me.coordinators.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </div>
      <Button quiet>{availabilityWording.show[language]}</Button>
    </form>
  )
}
