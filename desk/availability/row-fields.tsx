import { Button } from '../ui/button.tsx'
import { useWordingText } from '../ui/language.tsx'
import { QuarterHourField } from './availability-fields.tsx'
import { availabilityWording } from './wording.ts'

/** Removes a row from its list. `about` names the row for screen readers, which may read only the button. */
export function RemoveRowButton({ about, onPress }: { about: string; onPress: () => void }) {
  const text = useWordingText()
  return (
    <Button quiet onPress={onPress}>
      {text(availabilityWording.remove)}
      <span className="visually-hidden"> {about}</span>
    </Button>
  )
}

interface HoursFieldsProps {
  /** The path of the row in the rules: `weekly.0`. */
  readonly path: string
  readonly row: { readonly from: string; readonly until: string }
  readonly onChange: (changed: { from: string } | { until: string }) => void
}

export function HoursFields({ path, row, onChange }: HoursFieldsProps) {
  const text = useWordingText()
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
