// As “Get Started” and “Schema Validation” do: https://react-hook-form.com/get-started
// These guides style nothing. The classes are for a copy with the styles of our own page.

import questions from 'virtual:questions'
import { zodResolver } from '@hookform/resolvers/zod'
import { createRoot } from 'react-dom/client'
import { useForm } from 'react-hook-form'
import * as z from 'zod'

const schema = z.object(
  Object.fromEntries(
    questions.flatMap(({ name, kind, required, parts }) => {
      if (kind === 'address')
        return [...parts.map((part) => [`${name}-${part.name}`, z.string()]), [`${name}-instead`, z.any()]]
      if (kind === 'date') return ['day', 'month', 'year'].map((part) => [`${name}-${part}`, z.string()])
      if (kind === 'email') return [[name, z.email('Enter an e-mail address').or(z.literal('')).optional()]]
      if (kind === 'choice') return [[name, required ? z.string(required) : z.string().nullish()]]
      return [[name, required ? z.string().min(1, required) : z.string().optional()]]
    }),
  ),
)

function Form() {
  const form = useForm({ resolver: zodResolver(schema) })
  return (
    <main className="page">
      <h1 className="title">About you</h1>
      <form onSubmit={form.handleSubmit((answers) => console.log(answers))} noValidate>
        {questions
          .filter(({ when }) => !when || form.watch(when))
          .map((question) => (
            <Question key={question.name} question={question} form={form} />
          ))}
        <button type="submit" className="govuk-button">
          Save and continue
        </button>
      </form>
    </main>
  )
}

function Question({ question, form }) {
  const { name, kind, label, hint } = question
  const error = form.formState.errors[name]?.message
  const explained = (
    <>
      {hint && (
        <div id={`${name}-hint`} className="govuk-hint">
          {hint}
        </div>
      )}
      {error && <p className="govuk-error-message">{error}</p>}
    </>
  )
  if (!['choice', 'date', 'address'].includes(kind))
    return (
      <div className="govuk-form-group">
        <label className="govuk-label govuk-label--s" htmlFor={name}>
          {label}
        </label>
        {explained}
        <input id={name} type={kind} className="govuk-input" {...form.register(name)} />
      </div>
    )
  return (
    <div className="govuk-form-group">
      <fieldset className="govuk-fieldset">
        <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">{label}</legend>
        {explained}
        {kind === 'choice' && <Radios question={question} form={form} />}
        {kind === 'date' && <DateParts name={name} form={form} />}
        {kind === 'address' && <Address question={question} form={form} />}
      </fieldset>
    </div>
  )
}

const Radios = ({ question: { name, options }, form }) => (
  <div className="govuk-radios">
    {options.map(({ value, label }) => (
      <div key={value} className="govuk-radios__item">
        <input
          id={`${name}-${value}`}
          type="radio"
          value={value}
          className="govuk-radios__input"
          {...form.register(name)}
        />
        <label className="govuk-label govuk-radios__label" htmlFor={`${name}-${value}`}>
          {label}
        </label>
      </div>
    ))}
  </div>
)

const DateParts = ({ name, form }) => (
  <div className="govuk-date-input">
    {['Day', 'Month', 'Year'].map((part) => (
      <div key={part} className="govuk-date-input__item">
        <label className="govuk-label govuk-date-input__label" htmlFor={`${name}-${part}`}>
          {part}
        </label>
        <input
          id={`${name}-${part}`}
          className={`govuk-input govuk-date-input__input govuk-input--width-${part === 'Year' ? 4 : 2}`}
          {...form.register(`${name}-${part.toLowerCase()}`)}
        />
      </div>
    ))}
  </div>
)

const Address = ({ question: { name, parts, optOut }, form }) => (
  <>
    {parts.map((part) => (
      <div key={part.name} className="address__part">
        <label className="govuk-label" htmlFor={`${name}-${part.name}`}>
          {part.label}
        </label>
        {part.options ? (
          <select
            id={`${name}-${part.name}`}
            className="govuk-select"
            {...form.register(`${name}-${part.name}`)}
          >
            <option value="">Choose from the list</option>
            {part.options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        ) : (
          <input
            id={`${name}-${part.name}`}
            className="govuk-input"
            {...form.register(`${name}-${part.name}`)}
          />
        )}
      </div>
    ))}
    <div className="govuk-checkboxes govuk-checkboxes--small">
      <div className="govuk-checkboxes__item">
        <input
          id={`${name}-instead`}
          type="checkbox"
          className="govuk-checkboxes__input"
          {...form.register(`${name}-instead`)}
        />
        <label className="govuk-label govuk-checkboxes__label" htmlFor={`${name}-instead`}>
          {optOut.label}
        </label>
      </div>
    </div>
  </>
)

createRoot(document.getElementById('root')).render(<Form />)
