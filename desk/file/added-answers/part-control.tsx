import type { InputHTMLAttributes } from 'react'
import type { DeskFormOption, DeskFormPart, DeskFormQuestion } from '../../../content/desk-form/desk-form.ts'
import { useWordingText } from '../../ui/language.tsx'
import { useItemField } from './item-field-context.tsx'
import { addedAnswersWording } from './wording.ts'

interface Props {
  readonly kind: DeskFormQuestion['kind']
  readonly part: DeskFormPart
  readonly describedBy: string | undefined
}

/** The control of one field that is typed into or chosen from a long list. */
export function PartControl({ kind, part: { field, options }, describedBy }: Props) {
  const { id, values, problem, setValues } = useItemField(field)
  const control = {
    ...{ id, name: field, value: values[0] ?? '', autoComplete: 'off' },
    'aria-invalid': problem !== undefined,
    'aria-describedby': describedBy,
    onChange: ({ target }: { readonly target: { readonly value: string } }) => setValues([target.value]),
  }
  if (kind === 'longText') return <textarea {...control} rows={4} />
  if (!options) return <input {...control} {...keyboardByKind[kind]} />
  return (
    <select {...control}>
      {kind === 'timeZone' ? <TimeZones likely={options} /> : <Choices options={options} />}
    </select>
  )
}

const keyboardByKind: Partial<Record<DeskFormQuestion['kind'], InputHTMLAttributes<HTMLInputElement>>> = {
  phone: { type: 'tel' },
  email: { inputMode: 'email', spellCheck: false, autoCapitalize: 'none' },
}

/** The list of `<option>`s, which begins with one for no answer. */
function Choices({ options }: { options: readonly DeskFormOption[] }) {
  const text = useWordingText()
  return (
    <>
      <option value="">{text(addedAnswersWording.choose)}</option>
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </>
  )
}

function TimeZones({ likely }: { likely: readonly DeskFormOption[] }) {
  const text = useWordingText()
  const others = Intl.supportedValuesOf('timeZone').filter(
    (zone) => !likely.some(({ value }) => value === zone),
  )
  return (
    <>
      <option value="">{text(addedAnswersWording.choose)}</option>
      <optgroup label={text(addedAnswersWording.likelyZones)}>
        {likely.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </optgroup>
      <optgroup label={text(addedAnswersWording.otherZones)}>
        {others.map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </optgroup>
    </>
  )
}
