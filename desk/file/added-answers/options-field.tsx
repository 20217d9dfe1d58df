import type {
  DeskFormOption,
  DeskFormOptOuts,
  DeskFormPart,
  DeskFormQuestion,
} from '../../../content/desk-form/desk-form.ts'
import { useWordingText } from '../../ui/language.tsx'
import { describe, HintAndProblem } from './hint-and-problem.tsx'
import { useItemField } from './item-field-context.tsx'
import { tickOption } from './page-draft.ts'
import { addedAnswersWording } from './wording.ts'

interface Props {
  readonly question: DeskFormQuestion
  readonly part: DeskFormPart
}

/** A list to choose from: one option, which can be taken back, or several. */
export function OptionsField({ question: { kind, label, hint }, part: { field, options = [] } }: Props) {
  const text = useWordingText()
  const { id, values, problem } = useItemField(field)
  // Once there was an answer, it can be taken back.
  const canChooseNone = kind !== 'choices' && values.length > 0
  const shown = canChooseNone
    ? [...options, { value: '', label: text(addedAnswersWording.noAnswer) }]
    : options
  return (
    <fieldset className="choices" aria-describedby={describe(id, hint, problem)}>
      <legend>{label}</legend>
      <HintAndProblem id={id} hint={hint} problem={problem} />
      <Options field={field} options={shown} isMany={kind === 'choices'} />
    </fieldset>
  )
}

/** What may be ticked in place of an answer. */
export function OptOutsField({ label, optOuts }: { label: string; optOuts: DeskFormOptOuts }) {
  const text = useWordingText()
  const { id, problem } = useItemField(optOuts.field)
  return (
    <fieldset className="choices choices--quiet" aria-describedby={describe(id, undefined, problem)}>
      <legend className="visually-hidden">
        {text(addedAnswersWording.optOutsLead)}: {label}
      </legend>
      <HintAndProblem id={id} hint={undefined} problem={problem} />
      <Options field={optOuts.field} options={optOuts.options} isMany />
    </fieldset>
  )
}

interface OptionsProps {
  readonly field: string
  readonly options: readonly DeskFormOption[]
  readonly isMany: boolean
}

/** The first control has the id of the field, so that a list of problems can lead to it. */
function Options({ field, options, isMany }: OptionsProps) {
  const { id, values, setValues } = useItemField(field)
  return options.map((option, index) => (
    <label key={option.value} className="choice">
      <input
        id={index === 0 ? id : undefined}
        type={isMany ? 'checkbox' : 'radio'}
        name={id}
        value={option.value}
        checked={values.includes(option.value)}
        onChange={({ target }) =>
          setValues(isMany ? tickOption(options, values, option, target.checked) : [option.value])
        }
      />
      <span>
        {option.label}
        {option.hint && <span className="hint write-down__option-hint">{option.hint}</span>}
      </span>
    </label>
  ))
}
