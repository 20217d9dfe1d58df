import { lazy, Suspense, useState } from 'react'
import type { CalendarAppointment } from '../appointments/queries.ts'
import { fileClient, parseResponseOrThrowApiError } from '../client/api-client.ts'
import type { OpenedContactRules } from '../file/queries.ts'
import { Button } from '../ui/button.tsx'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { useAction } from '../ui/use-action.tsx'
import { useClearOnLeave } from '../ui/use-clear-on-leave.ts'
import { calendarWording } from './wording.ts'

/** Loads what a file's overview shows with once somebody asks. */
const OpenedContact = lazy(async () => ({
  default: (await import('./opened-contact.tsx')).OpenedContact,
}))

interface Props {
  readonly appointment: CalendarAppointment
  readonly about: string
}

/**
 * How to reach each parent who takes part, for who may read the file. It opens on a press, which is recorded, and is gone
 * once the appointment is closed or the page is left.
 */
export function AttendeeContact({ appointment, about }: Props) {
  const language = useLanguage()
  const text = useWordingText()
  const { reference, people, attendees } = appointment
  const [opened, setOpened] = useState<OpenedContactRules>()
  const action = useAction({
    submit: () =>
      parseResponseOrThrowApiError(
        fileClient.readings['contact-rules'].$post({ param: { reference }, json: { language } }),
      ),
    onReturned: setOpened,
  })
  useClearOnLeave(opened !== undefined, () => setOpened(undefined))
  if (!people || attendees.length === 0) return null
  return (
    <div className="attendee-contact">
      {opened ? (
        <Suspense>
          <OpenedContact appointment={appointment} reading={opened} />
        </Suspense>
      ) : (
        <Button quiet isPending={action.isPending} onPress={() => action.run()}>
          {text(attendees.length > 1 ? calendarWording.reachParents : calendarWording.reachParent)}
          <span className="visually-hidden"> {about}</span>
        </Button>
      )}
      {action.outcome}
    </div>
  )
}
