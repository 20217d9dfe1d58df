import { useRef } from 'react'
import { weekdays } from '../../content/time/local-time.ts'
import { timeZones } from '../../content/time/time-zones.ts'
import { Button } from '../ui/button.tsx'
import { type Draft, withId } from './availability-draft.ts'
import { ClockField, DayField, Field } from './availability-fields.tsx'
import type { PartOfHours } from './availability-form.tsx'
import { hoursWords, removeFrom } from './wording.ts'

/** The time zone, the hours of every week, closed days and openings besides. */
export function HoursLists(props: PartOfHours) {
  const { draft, wrong, language, onChange } = props
  return (
    <>
      <Field
        where="timeZone"
        label={hoursWords.timeZone[language]}
        hint={hoursWords.timeZoneMeans[language]}
        wrong={wrong}
        language={language}
      >
        {(field) => (
          <select
            {...field}
            value={draft.timeZone}
            onChange={({ target }) => onChange({ timeZone: target.value as Draft['timeZone'] })}
          >
            {Object.entries(timeZones).map(([zone, wording]) => (
              <option key={zone} value={zone}>
                {wording[language]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <section>
        <h2>{hoursWords.weekly[language]}</h2>
        {weekdays[language].map((name, index) => (
          <Weekday key={name} name={name} weekday={index + 1} {...props} />
        ))}
      </section>
      <Closed {...props} />
      <Extra {...props} />
    </>
  )
}

type Rows = 'weekly' | 'closed' | 'extra'

/** Where one of them was removed the focus goes to what adds one: the button that had it is gone. */
function useRows<Key extends Rows>(key: Key, { draft, onChange }: PartOfHours) {
  const adder = useRef<HTMLButtonElement>(null)
  type Row = Draft[Key][number]
  const rows = draft[key] as readonly Row[]
  const put = (changed: readonly Row[]) => onChange({ [key]: changed } as Partial<Draft>)
  return {
    adder,
    add: (row: Omit<Row, 'id'>) => put([...rows, withId(row) as Row]),
    change: (id: string, changed: Partial<Row>) =>
      put(rows.map((row) => (row.id === id ? { ...row, ...changed } : row))),
    remove: (id: string) => {
      put(rows.filter((row) => row.id !== id))
      adder.current?.focus()
    },
  }
}

interface RemoveProps {
  readonly about: string
  readonly language: PartOfHours['language']
  readonly onPress: () => void
}

const Remove = ({ about, language, onPress }: RemoveProps) => (
  <Button quiet onPress={onPress}>
    {hoursWords.remove[language]}
    <span className="visually-hidden"> {about}</span>
  </Button>
)

function Weekday({ name, weekday, ...props }: PartOfHours & { name: string; weekday: number }) {
  const { draft, wrong, language } = props
  const { adder, add, change, remove } = useRows('weekly', props)
  const rows = draft.weekly.flatMap((row, index) => (row.weekday === weekday ? [{ ...row, index }] : []))
  const last = rows.at(-1)
  return (
    <fieldset className="stretches">
      <legend>{name}</legend>
      {rows.length === 0 && <p className="hint">{hoursWords.noHours[language]}</p>}
      {rows.map(({ id, from, until, index }, nth) => (
        <div key={id} className="stretch">
          <ClockField
            where={`weekly.${index}.from`}
            which="from"
            label={hoursWords.from[language]}
            value={from}
            wrong={wrong}
            language={language}
            onChange={(clock) => change(id, { from: clock })}
          />
          <ClockField
            where={`weekly.${index}.until`}
            which="until"
            label={hoursWords.until[language]}
            value={until}
            wrong={wrong}
            language={language}
            onChange={(clock) => change(id, { until: clock })}
          />
          <Remove
            about={removeFrom(name, nth + 1)[language]}
            language={language}
            onPress={() => remove(id)}
          />
        </div>
      ))}
      <Button
        quiet
        ref={adder}
        onPress={() =>
          add({ weekday, ...(last ? afterHours(last.until) : { from: '09:00', until: '12:00' }) })
        }
      >
        {hoursWords.addHours[language]}
        <span className="visually-hidden"> {name}</span>
      </Button>
    </fieldset>
  )
}

/** An hour later, for as long as the day has. */
const afterHours = (until: string) => {
  const hour = Math.min(Number(until.slice(0, 2)) + 1, 22)
  const two = (part: number) => String(part).padStart(2, '0')
  return { from: `${two(hour)}:00`, until: `${two(Math.min(hour + 3, 24))}:00` }
}

function Closed(props: PartOfHours) {
  const { draft, wrong, language } = props
  const { adder, add, change, remove } = useRows('closed', props)
  return (
    <fieldset className="stretches">
      <legend>
        <h2>{hoursWords.closed[language]}</h2>
      </legend>
      <p className="hint">{hoursWords.closedMeans[language]}</p>
      {draft.closed.map(({ id, from, until }, index) => (
        <div key={id} className="stretch">
          <DayField
            where={`closed.${index}.from`}
            label={hoursWords.firstDay[language]}
            value={from}
            wrong={wrong}
            language={language}
            // A single day is the commonest.
            onChange={(day) => change(id, { from: day, ...(until < day && { until: day }) })}
          />
          <DayField
            where={`closed.${index}.until`}
            label={hoursWords.lastDay[language]}
            value={until}
            wrong={wrong}
            language={language}
            onChange={(day) => change(id, { until: day })}
          />
          <Remove
            about={removeFrom(hoursWords.closed[language], index + 1)[language]}
            language={language}
            onPress={() => remove(id)}
          />
        </div>
      ))}
      <Button quiet ref={adder} onPress={() => add({ from: '', until: '' })}>
        {hoursWords.addClosed[language]}
      </Button>
    </fieldset>
  )
}

function Extra(props: PartOfHours) {
  const { draft, wrong, language } = props
  const { adder, add, change, remove } = useRows('extra', props)
  return (
    <fieldset className="stretches">
      <legend>
        <h2>{hoursWords.extra[language]}</h2>
      </legend>
      <p className="hint">{hoursWords.extraMeans[language]}</p>
      {draft.extra.map(({ id, date, from, until }, index) => (
        <div key={id} className="stretch">
          <DayField
            where={`extra.${index}.date`}
            label={hoursWords.day[language]}
            value={date}
            wrong={wrong}
            language={language}
            onChange={(day) => change(id, { date: day })}
          />
          <ClockField
            where={`extra.${index}.from`}
            which="from"
            label={hoursWords.from[language]}
            value={from}
            wrong={wrong}
            language={language}
            onChange={(clock) => change(id, { from: clock })}
          />
          <ClockField
            where={`extra.${index}.until`}
            which="until"
            label={hoursWords.until[language]}
            value={until}
            wrong={wrong}
            language={language}
            onChange={(clock) => change(id, { until: clock })}
          />
          <Remove
            about={removeFrom(hoursWords.extra[language], index + 1)[language]}
            language={language}
            onPress={() => remove(id)}
          />
        </div>
      ))}
      <Button quiet ref={adder} onPress={() => add({ date: '', from: '09:00', until: '12:00' })}>
        {hoursWords.addExtra[language]}
      </Button>
    </fieldset>
  )
}
