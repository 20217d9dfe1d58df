import { useRef } from 'react'
import { weekdayNames } from '../../content/time/local-time.ts'
import { timeZones } from '../../content/time/time-zones.ts'
import { Button } from '../ui/button.tsx'
import { type AvailabilityDraft, addRowId } from './availability-draft.ts'
import { AvailabilityField, DateField, QuarterHourField } from './availability-fields.tsx'
import type { AvailabilitySectionProps } from './availability-form.tsx'
import { availabilityWording, removeRowWording } from './wording.ts'

/** The time zone, the hours of every week, closed days and openings besides. */
export function AvailabilityLists(props: AvailabilitySectionProps) {
  const { draft, invalidPaths, language, onChange } = props
  return (
    <>
      <AvailabilityField
        path="timeZone"
        label={availabilityWording.timeZone[language]}
        hint={availabilityWording.timeZoneMeans[language]}
        invalidPaths={invalidPaths}
        language={language}
      >
        {(field) => (
          <select
            {...field}
            value={draft.timeZone}
            onChange={({ target }) => onChange({ timeZone: target.value as AvailabilityDraft['timeZone'] })}
          >
            {Object.entries(timeZones).map(([zone, wording]) => (
              <option key={zone} value={zone}>
                {wording[language]}
              </option>
            ))}
          </select>
        )}
      </AvailabilityField>
      <section>
        <h2>{availabilityWording.weekly[language]}</h2>
        {weekdayNames[language].map((name, index) => (
          <WeekdayHoursFields key={name} name={name} weekday={index + 1} {...props} />
        ))}
      </section>
      <ClosedDaysFields {...props} />
      <ExtraOpeningsFields {...props} />
    </>
  )
}

type DraftListKey = 'weekly' | 'closed' | 'extra'

/** The rows of one list. After a removal the focus moves to the button that adds a row, since the pressed one disappeared. */
function useDraftRows<Key extends DraftListKey>(key: Key, { draft, onChange }: AvailabilitySectionProps) {
  const adder = useRef<HTMLButtonElement>(null)
  type Row = AvailabilityDraft[Key][number]
  const rows = draft[key] as readonly Row[]
  const put = (changed: readonly Row[]) => onChange({ [key]: changed } as Partial<AvailabilityDraft>)
  return {
    adder,
    add: (row: Omit<Row, 'id'>) => put([...rows, addRowId(row) as Row]),
    change: (id: string, changed: Partial<Row>) =>
      put(rows.map((row) => (row.id === id ? { ...row, ...changed } : row))),
    remove: (id: string) => {
      put(rows.filter((row) => row.id !== id))
      adder.current?.focus()
    },
  }
}

interface RemoveRowButtonProps {
  readonly about: string
  readonly language: AvailabilitySectionProps['language']
  readonly onPress: () => void
}

const RemoveRowButton = ({ about, language, onPress }: RemoveRowButtonProps) => (
  <Button quiet onPress={onPress}>
    {availabilityWording.remove[language]}
    <span className="visually-hidden"> {about}</span>
  </Button>
)

function WeekdayHoursFields({
  name,
  weekday,
  ...props
}: AvailabilitySectionProps & { name: string; weekday: number }) {
  const { draft, invalidPaths, language } = props
  const { adder, add, change, remove } = useDraftRows('weekly', props)
  const rows = draft.weekly.flatMap((row, index) => (row.weekday === weekday ? [{ ...row, index }] : []))
  const last = rows.at(-1)
  return (
    <fieldset className="stretches">
      <legend>{name}</legend>
      {rows.length === 0 && <p className="hint">{availabilityWording.noHours[language]}</p>}
      {rows.map(({ id, from, until, index }, nth) => (
        <div key={id} className="stretch">
          <QuarterHourField
            path={`weekly.${index}.from`}
            which="from"
            label={availabilityWording.from[language]}
            value={from}
            invalidPaths={invalidPaths}
            language={language}
            onChange={(clock) => change(id, { from: clock })}
          />
          <QuarterHourField
            path={`weekly.${index}.until`}
            which="until"
            label={availabilityWording.until[language]}
            value={until}
            invalidPaths={invalidPaths}
            language={language}
            onChange={(clock) => change(id, { until: clock })}
          />
          <RemoveRowButton
            about={removeRowWording(name, nth + 1)[language]}
            language={language}
            onPress={() => remove(id)}
          />
        </div>
      ))}
      <Button
        quiet
        ref={adder}
        onPress={() =>
          add({ weekday, ...(last ? suggestNextHours(last.until) : { from: '09:00', until: '12:00' }) })
        }
      >
        {availabilityWording.addHours[language]}
        <span className="visually-hidden"> {name}</span>
      </Button>
    </fieldset>
  )
}

/** From an hour later, as far as the day allows. */
const suggestNextHours = (until: string) => {
  const hour = Math.min(Number(until.slice(0, 2)) + 1, 22)
  const two = (part: number) => String(part).padStart(2, '0')
  return { from: `${two(hour)}:00`, until: `${two(Math.min(hour + 3, 24))}:00` }
}

function ClosedDaysFields(props: AvailabilitySectionProps) {
  const { draft, invalidPaths, language } = props
  const { adder, add, change, remove } = useDraftRows('closed', props)
  return (
    <fieldset className="stretches">
      <legend>
        <h2>{availabilityWording.closed[language]}</h2>
      </legend>
      <p className="hint">{availabilityWording.closedMeans[language]}</p>
      {draft.closed.map(({ id, from, until }, index) => (
        <div key={id} className="stretch">
          <DateField
            path={`closed.${index}.from`}
            label={availabilityWording.firstDay[language]}
            value={from}
            invalidPaths={invalidPaths}
            language={language}
            // A single day is the most common.
            onChange={(day) => change(id, { from: day, ...(until < day && { until: day }) })}
          />
          <DateField
            path={`closed.${index}.until`}
            label={availabilityWording.lastDay[language]}
            value={until}
            invalidPaths={invalidPaths}
            language={language}
            onChange={(day) => change(id, { until: day })}
          />
          <RemoveRowButton
            about={removeRowWording(availabilityWording.closed[language], index + 1)[language]}
            language={language}
            onPress={() => remove(id)}
          />
        </div>
      ))}
      <Button quiet ref={adder} onPress={() => add({ from: '', until: '' })}>
        {availabilityWording.addClosed[language]}
      </Button>
    </fieldset>
  )
}

function ExtraOpeningsFields(props: AvailabilitySectionProps) {
  const { draft, invalidPaths, language } = props
  const { adder, add, change, remove } = useDraftRows('extra', props)
  return (
    <fieldset className="stretches">
      <legend>
        <h2>{availabilityWording.extra[language]}</h2>
      </legend>
      <p className="hint">{availabilityWording.extraMeans[language]}</p>
      {draft.extra.map(({ id, date, from, until }, index) => (
        <div key={id} className="stretch">
          <DateField
            path={`extra.${index}.date`}
            label={availabilityWording.day[language]}
            value={date}
            invalidPaths={invalidPaths}
            language={language}
            onChange={(day) => change(id, { date: day })}
          />
          <QuarterHourField
            path={`extra.${index}.from`}
            which="from"
            label={availabilityWording.from[language]}
            value={from}
            invalidPaths={invalidPaths}
            language={language}
            onChange={(clock) => change(id, { from: clock })}
          />
          <QuarterHourField
            path={`extra.${index}.until`}
            which="until"
            label={availabilityWording.until[language]}
            value={until}
            invalidPaths={invalidPaths}
            language={language}
            onChange={(clock) => change(id, { until: clock })}
          />
          <RemoveRowButton
            about={removeRowWording(availabilityWording.extra[language], index + 1)[language]}
            language={language}
            onPress={() => remove(id)}
          />
        </div>
      ))}
      <Button quiet ref={adder} onPress={() => add({ date: '', from: '09:00', until: '12:00' })}>
        {availabilityWording.addExtra[language]}
      </Button>
    </fieldset>
  )
}
