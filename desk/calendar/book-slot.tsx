import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isOpenStage } from '../../content/file-stages.ts'
import { useDiscreetScreen } from '../client/discreet-screen.ts'
import { getFilePagePath } from '../client/routes.ts'
import { BookAppointmentForm } from '../file/appointments/book-appointment-form.tsx'
import { fileAppointmentsQuery, fileHeaderQuery } from '../file/queries.ts'
import { type OpenListedFile, openFilesQuery } from '../files/queries.ts'
import { Field } from '../ui/field.tsx'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { PanelFailure } from '../ui/panel-failure.tsx'
import { calendarWording } from './wording.ts'

interface Props {
  /** When the appointment begins, in milliseconds. */
  readonly startsAt: number
  /** Receives the time that is chosen instead. */
  readonly onTimeChange: (startsAt: number) => void
  /** Runs when it is booked, before that is announced. */
  readonly onDone: () => void
}

/** Books an appointment at a time that was chosen in the calendar: in which file, and then as in the file itself. */
export function BookSlot(props: Props) {
  const text = useWordingText()
  const [reference, setReference] = useState('')
  const isDiscreet = useDiscreetScreen()
  const { data, error, isLoadingError } = useQuery(openFilesQuery)
  if (isLoadingError) return <PanelFailure heading={calendarWording.book} error={error} />
  const files = data ? listBookableFiles(data.files, isDiscreet) : []
  return (
    <>
      <Field label={text(calendarWording.inWhichFile)} hint={text(calendarWording.filesYouBookIn)}>
        {(control) => (
          <select {...control} value={reference} onChange={({ target }) => setReference(target.value)}>
            <option value="">{text(data ? calendarWording.chooseFile : calendarWording.loadingFiles)}</option>
            {files.map((file) => (
              <option key={file.reference} value={file.reference}>
                {file.label}
              </option>
            ))}
          </select>
        )}
      </Field>
      {reference && <FileBooking key={reference} reference={reference} {...props} />}
    </>
  )
}

/** Lists the files in which the coordinator books, by name: `Ottilie Brandvold · K7Q4-9MX2`. */
export const listBookableFiles = (files: readonly OpenListedFile[], isDiscreet: boolean) =>
  files
    .filter(({ role, stage }) => (role === 'lead' || role === 'stand-in') && isOpenStage(stage))
    .map(({ reference, people }) => {
      const names = [people?.initiating, people?.other].filter((name) => name != null)
      const named = isDiscreet ? [] : names
      return { reference, label: [...named, reference].join(' · ') }
    })
    .toSorted((one, other) => one.label.localeCompare(other.label))

function FileBooking({ reference, startsAt, onTimeChange, onDone }: Props & { readonly reference: string }) {
  const language = useLanguage()
  const text = useWordingText()
  const header = useQuery(fileHeaderQuery(reference))
  const file = useQuery(fileAppointmentsQuery(reference))
  if (header.isLoadingError) return <PanelFailure heading={calendarWording.book} error={header.error} />
  if (file.isLoadingError) return <PanelFailure heading={calendarWording.book} error={file.error} />
  if (!header.data || !file.data) return <p role="status">{text(calendarWording.loadingFile)}</p>
  const isBookable = header.data.may.book && isOpenStage(header.data.stage) && file.data.parents.length > 0
  if (!isBookable)
    return (
      <p>
        {text(calendarWording.notBookable)}{' '}
        <a href={getFilePagePath(language, reference)}>{text(calendarWording.openFile)}</a>
      </p>
    )
  return (
    <BookAppointmentForm
      header={header.data}
      file={file.data}
      initialStartsAt={startsAt}
      onTimeChange={onTimeChange}
      onDone={onDone}
    />
  )
}
