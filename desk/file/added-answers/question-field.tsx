import type { DeskFormPart, DeskFormQuestion } from '../../../content/desk-form/desk-form.ts'
import { describe, HintAndProblem } from './hint-and-problem.tsx'
import { useItemField } from './item-field-context.tsx'
import { OptionsField, OptOutsField } from './options-field.tsx'
import { PartControl } from './part-control.tsx'

/** A question of any kind, with what may be ticked in place of an answer. */
export function QuestionField({ question }: { question: DeskFormQuestion }) {
  const [part] = question.parts
  if (!part) return null
  return (
    <div className="write-down__question">
      {question.parts.length > 1 ? (
        <PartsField question={question} />
      ) : isShownAsList(question) ? (
        <OptionsField question={question} part={part} />
      ) : (
        <OneField question={question} part={part} />
      )}
      {question.optOuts && <OptOutsField label={question.label} optOuts={question.optOuts} />}
    </div>
  )
}

const isShownAsList = ({ kind }: DeskFormQuestion) =>
  kind === 'choice' || kind === 'choices' || kind === 'yesNoNotSure'

function OneField({ question: { kind, label, hint }, part }: OnePartProps) {
  const { id, problem } = useItemField(part.field)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <HintAndProblem id={id} hint={hint} problem={problem} />
      <PartControl kind={kind} part={part} describedBy={describe(id, hint, problem)} />
    </div>
  )
}

interface OnePartProps {
  readonly question: DeskFormQuestion
  readonly part: DeskFormPart
}

/** A date or an address: its fields in a group, each with a label. */
function PartsField({ question: { name, kind, label, hint, parts } }: { question: DeskFormQuestion }) {
  const { id } = useItemField(name)
  return (
    <fieldset className="write-down__parts" aria-describedby={hint && `${id}-hint`}>
      <legend>{label}</legend>
      <HintAndProblem id={id} hint={hint} problem={undefined} />
      {parts.map(({ field }) => (
        <PartProblem key={field} field={field} />
      ))}
      <div className={kind === 'date' ? 'write-down__date' : undefined}>
        {parts.map((part) => (
          <PartField key={part.field} kind={kind} part={part} />
        ))}
      </div>
    </fieldset>
  )
}

/** How to mend one of the fields, above all of them: a column of a date is too narrow for it. */
function PartProblem({ field }: Pick<DeskFormPart, 'field'>) {
  const { id, problem } = useItemField(field)
  return <HintAndProblem id={id} hint={undefined} problem={problem} />
}

function PartField({ kind, part }: Pick<DeskFormQuestion, 'kind'> & { readonly part: DeskFormPart }) {
  const { id, problem } = useItemField(part.field)
  return (
    <div className="field">
      <label htmlFor={id}>{part.label}</label>
      <PartControl kind={kind} part={part} describedBy={describe(id, undefined, problem)} />
    </div>
  )
}
