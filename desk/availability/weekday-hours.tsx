import { Button } from '../ui/button.tsx'
import { useWordingText } from '../ui/language.tsx'
import { HoursFields, RemoveRowButton } from './row-fields.tsx'
import { useDraftRows } from './use-draft-rows.ts'
import { availabilityWording, buildNthRowWording } from './wording.ts'

/** Fields for the hours of one weekday. A new row begins an hour after the last one ends. */
export function WeekdayHoursFields({ name, weekday }: { name: string; weekday: number }) {
  const text = useWordingText()
  const { rows: allRows, adder, add, change, remove } = useDraftRows('weekly')
  const rows = allRows.flatMap((row, index) => (row.weekday === weekday ? [{ ...row, index }] : []))
  const last = rows.at(-1)
  return (
    <fieldset className="stretches">
      <legend>{name}</legend>
      {rows.length === 0 && <p className="hint">{text(availabilityWording.noHours)}</p>}
      {rows.map(({ id, index, ...row }, nth) => (
        <div key={id} className="stretch">
          <HoursFields path={`weekly.${index}`} row={row} onChange={(changed) => change(id, changed)} />
          <RemoveRowButton about={text(buildNthRowWording(name, nth + 1))} onPress={() => remove(id)} />
        </div>
      ))}
      <Button
        quiet
        ref={adder}
        onPress={() =>
          add({ weekday, ...(last ? suggestNextHours(last.until) : { from: '09:00', until: '12:00' }) })
        }
      >
        {text(availabilityWording.addHours)}
        <span className="visually-hidden"> {name}</span>
      </Button>
    </fieldset>
  )
}

/** Suggests hours that begin one hour after `until`, as far as the day allows. */
const suggestNextHours = (until: string) => {
  const hour = Math.min(Number(until.slice(0, 2)) + 1, 22)
  const two = (part: number) => String(part).padStart(2, '0')
  return { from: `${two(hour)}:00`, until: `${two(Math.min(hour + 3, 24))}:00` }
}
