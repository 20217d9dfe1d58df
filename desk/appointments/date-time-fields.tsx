import { useEffect, useId, useRef } from 'react'
import { writtenSession } from '../../content/time/local-time.ts'
import type { Language } from '../../forms/language.ts'
import type { Typed } from './date-time.ts'
import { agendaWords } from './wording.ts'

interface Props {
  readonly typed: Typed
  /** The moment they give; nothing while they give none to come. */
  readonly instant: number | undefined
  readonly timeZone: string
  /** The parent’s own time zone, where it is one parent’s session. */
  readonly parentZone?: string | undefined
  readonly wrong: boolean
  readonly language: Language
  readonly onChange: (typed: Typed) => void
}

/** A day and a clock, and the moment they mean, written out: by the calendar’s clock, and by that of the parent. */
export function WhenFields({ typed, instant, timeZone, parentZone, wrong, language, onChange }: Props) {
  const id = useId()
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (wrong) first.current?.focus()
  }, [wrong])
  const described = wrong ? `${id}-problem ${id}-means` : `${id}-means`
  return (
    <fieldset className="when">
      <legend>{agendaWords.when[language]}</legend>
      {wrong && (
        <p id={`${id}-problem`} className="problem-line">
          {agendaWords.noTime[language]}
        </p>
      )}
      <div className="when__fields">
        <div className="field">
          <label htmlFor={`${id}-day`}>{agendaWords.day[language]}</label>
          <input
            ref={first}
            id={`${id}-day`}
            type="date"
            value={typed.date}
            aria-invalid={wrong}
            aria-describedby={described}
            onChange={({ target }) => onChange({ ...typed, date: target.value })}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-clock`}>{agendaWords.clock[language]}</label>
          <input
            id={`${id}-clock`}
            type="time"
            step={900}
            value={typed.clock}
            aria-invalid={wrong}
            aria-describedby={described}
            onChange={({ target }) => onChange({ ...typed, clock: target.value })}
          />
        </div>
      </div>
      <div id={`${id}-means`} role="status" className="hint">
        {instant !== undefined && <p>{writtenSession(instant, timeZone, language)}</p>}
        {instant !== undefined && parentZone && parentZone !== timeZone && (
          <p>
            {agendaWords.forParent[language]}
            {language === 'fr' ? '\u00a0' : ''}: {writtenSession(instant, parentZone, language)}
          </p>
        )}
      </div>
    </fieldset>
  )
}
