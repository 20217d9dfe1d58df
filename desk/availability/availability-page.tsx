import { useEffect, useId, useRef, useState } from 'react'
import type { Language, Wording } from '../../forms/language.ts'
import { type Me, readHours, readMe } from '../app/api-client.ts'
import { hoursPath } from '../app/routes.ts'
import { Button } from '../ui/button.tsx'
import { Problem } from '../ui/load-failure.tsx'
import { useAnswer } from '../ui/use-fetch-once.ts'
import { HoursForm } from './availability-form.tsx'
import { CalendarFeed } from './calendar-feed.tsx'
import { hoursWords } from './wording.ts'

interface Props {
  readonly language: Language
  /** Whose, for an administrator; one’s own otherwise. */
  readonly coordinator: string | undefined
}

/** When a coordinator meets families, and the private address of their own calendar. */
export function HoursView({ language, coordinator }: Props) {
  const [answer] = useAnswer(() => readHours(coordinator))
  const [me] = useAnswer(readMe)
  const [said, setSaid] = useState<Wording>()
  const status = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (said) status.current?.focus()
  }, [said])
  if (answer && !answer.ok) return <Problem failure={answer.failure} language={language} />
  const hours = answer?.value
  return (
    <>
      <h1>
        {hoursWords.title[language]}
        {hours && !hours.mine && ` · ${hours.of?.name}`}
      </h1>
      <p ref={status} role="status" tabIndex={-1} className={said ? 'status status--done' : 'status'}>
        {hours ? said?.[language] : hoursWords.loading[language]}
      </p>
      {hours && (
        <>
          {me?.ok && me.value.administrator && (
            <Whose me={me.value} chosen={hours.of?.id} language={language} />
          )}
          <HoursForm hours={hours} language={language} onSaved={() => setSaid({ ...hoursWords.saved })} />
          {hours.mine && <CalendarFeed language={language} onDone={(what) => setSaid({ ...what })} />}
        </>
      )}
    </>
  )
}

function Whose({ me, chosen, language }: { me: Me; chosen: string | undefined; language: Language }) {
  const id = useId()
  return (
    <form method="get" action={hoursPath(language)} className="go-to">
      <div className="field">
        <label htmlFor={id}>{hoursWords.whose[language]}</label>
        <select id={id} name="coordinator" defaultValue={chosen}>
          {me.coordinators.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </div>
      <Button quiet>{hoursWords.show[language]}</Button>
    </form>
  )
}
