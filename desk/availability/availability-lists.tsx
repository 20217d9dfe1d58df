import { weekdayNamesByLanguage } from '../../content/time/local-time.ts'
import { timeZoneOptions } from '../../content/time/time-zones.ts'
import { Button } from '../ui/button.tsx'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import type { AvailabilityDraft } from './availability-draft.ts'
import { useAvailabilityDraft } from './availability-draft-context.tsx'
import { AvailabilityField, DateField } from './availability-fields.tsx'
import { HoursFields, RemoveRowButton } from './row-fields.tsx'
import { useDraftRows } from './use-draft-rows.ts'
import { WeekdayHoursFields } from './weekday-hours.tsx'
import { availabilityWording, buildNthRowWording } from './wording.ts'

/** Fields for the time zone, the hours of every week, closed days and extra hours. */
export function AvailableTimesFields() {
  const language = useLanguage()
  const text = useWordingText()
  return (
    <>
      <TimeZoneField />
      <section>
        <h2>{text(availabilityWording.weekly)}</h2>
        {weekdayNamesByLanguage[language].map((name, index) => (
          <WeekdayHoursFields key={name} name={name} weekday={index + 1} />
        ))}
      </section>
      <ClosedDaysFields />
      <ExtraOpeningsFields />
    </>
  )
}

function TimeZoneField() {
  const text = useWordingText()
  const { draft, onChange } = useAvailabilityDraft()
  return (
    <AvailabilityField
      path="timeZone"
      label={text(availabilityWording.timeZone)}
      hint={text(availabilityWording.timeZoneMeans)}
    >
      {(control) => (
        <select
          {...control}
          value={draft.timeZone}
          onChange={({ target }) => onChange({ timeZone: target.value as AvailabilityDraft['timeZone'] })}
        >
          {Object.entries(timeZoneOptions).map(([zone, wording]) => (
            <option key={zone} value={zone}>
              {text(wording)}
            </option>
          ))}
        </select>
      )}
    </AvailabilityField>
  )
}

function ClosedDaysFields() {
  const text = useWordingText()
  const { rows, adder, add, change, remove } = useDraftRows('closed')
  return (
    <fieldset className="stretches">
      <legend>
        <h2>{text(availabilityWording.closed)}</h2>
      </legend>
      <p className="hint">{text(availabilityWording.closedMeans)}</p>
      {rows.map(({ id, from, until }, index) => (
        <div key={id} className="stretch">
          <DateField
            path={`closed.${index}.from`}
            label={text(availabilityWording.firstDay)}
            value={from}
            // Moves the last day along when it would precede the first, since a single day is the most common case.
            onChange={(day) => change(id, { from: day, ...(until < day && { until: day }) })}
          />
          <DateField
            path={`closed.${index}.until`}
            label={text(availabilityWording.lastDay)}
            value={until}
            onChange={(day) => change(id, { until: day })}
          />
          <RemoveRowButton
            about={text(buildNthRowWording(text(availabilityWording.closed), index + 1))}
            onPress={() => remove(id)}
          />
        </div>
      ))}
      <Button quiet ref={adder} onPress={() => add({ from: '', until: '' })}>
        {text(availabilityWording.addClosed)}
      </Button>
    </fieldset>
  )
}

function ExtraOpeningsFields() {
  const text = useWordingText()
  const { rows, adder, add, change, remove } = useDraftRows('extra')
  return (
    <fieldset className="stretches">
      <legend>
        <h2>{text(availabilityWording.extra)}</h2>
      </legend>
      <p className="hint">{text(availabilityWording.extraMeans)}</p>
      {rows.map(({ id, date, ...row }, index) => (
        <div key={id} className="stretch">
          <DateField
            path={`extra.${index}.date`}
            label={text(availabilityWording.day)}
            value={date}
            onChange={(day) => change(id, { date: day })}
          />
          <HoursFields path={`extra.${index}`} row={row} onChange={(changed) => change(id, changed)} />
          <RemoveRowButton
            about={text(buildNthRowWording(text(availabilityWording.extra), index + 1))}
            onPress={() => remove(id)}
          />
        </div>
      ))}
      <Button quiet ref={adder} onPress={() => add({ date: '', from: '09:00', until: '12:00' })}>
        {text(availabilityWording.addExtra)}
      </Button>
    </fieldset>
  )
}
