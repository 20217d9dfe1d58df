import { Button } from '../ui/button.tsx'
import { useWording } from '../ui/language.tsx'
import { QuarterHourField } from './availability-fields.tsx'
import { availabilityWording } from './wording.ts'

/** Takes a row out of its list. `about` says which, for whoever hears only the button. */
export function RemoveRowButton({ about, onPress }: { about: string; onPress: () => void }) {
  const text = useWording()
  return (
    <Button quiet onPress={onPress}>
      {text(availabilityWording.remove)}
      <span className="visually-hidden"> {about}</span>
    </Button>
  )
}

interface HoursFieldsProps {
  /** Of the row: `weekly.0`. */
  readonly path: string
  readonly row: { readonly from: string; readonly until: string }
  readonly onChange: (changed: { from: string } | { until: string }) => void
}

/** When the hours of a row begin and end. */
export function HoursFields({ path, row, onChange }: HoursFieldsProps) {
  const text = useWording()
  return (
    <>
      <QuarterHourField
        path={`${path}.from`}
        which="from"
        label={text(availabilityWording.from)}
        value={row.from}
        onChange={(from) => onChange({ from })}
      />
      <QuarterHourField
        path={`${path}.until`}
        which="until"
        label={text(availabilityWording.until)}
        value={row.until}
        onChange={(until) => onChange({ until })}
      />
    </>
  )
}
