import { namedDay } from '../../content/time/local-time.ts'
import type { Language } from '../../forms/language.ts'
import { clocksOf } from './date-time.ts'
import { agendaWords } from './wording.ts'

interface Props {
  readonly session: { readonly startsAt: number; readonly endsAt: number }
  readonly timeZone: string
  /** With its day, where nothing else says which. */
  readonly dated?: boolean
  readonly language: Language
}

/** When a session is, from one clock to another, with the offset written out. */
export function SessionWhen({ session, timeZone, dated = false, language }: Props) {
  const { from, until, offset } = clocksOf(session, timeZone, language)
  return (
    <p className="session__when">
      {dated && <span>{namedDay(session.startsAt, timeZone, language)}, </span>}
      <time dateTime={new Date(session.startsAt).toISOString()}>{from}</time> {agendaWords.to[language]}{' '}
      <time dateTime={new Date(session.endsAt).toISOString()}>{until}</time>{' '}
      <span className="session__offset">{offset}</span>
    </p>
  )
}
