import { sessionKinds, ways } from '../../content/booking/meeting-modes.ts'
import { writtenZone } from '../../content/time/local-time.ts'
import type { Wording } from '../../forms/language.ts'
import { answerTimes, type FileSession, type FileSessions, letBookWith } from '../app/api-client.ts'
import { sides } from '../app/wording.ts'
import { SessionDeeds } from '../appointments/appointment-actions.tsx'
import { SessionWhen } from '../appointments/appointment-time-range.tsx'
import {
  agendaWords,
  agreedOn,
  booksWith,
  cancelledBy,
  clockHere,
  clockOf,
  inCalendarOf,
  sessionStates,
} from '../appointments/wording.ts'
import { Button } from '../ui/button.tsx'
import { Sections } from '../ui/description-list.tsx'
import { writtenTime } from '../ui/format-date.ts'
import { useAction } from '../ui/use-action.tsx'
import { BookSession } from './book-appointment-form.tsx'
import type { PartProps } from './panel-props.ts'

/** Each parent’s sessions, with whom they book and what they asked for; and booking one, for whoever leads. */
export function Sessions(props: PartProps) {
  const { file, language } = props
  const { sessions, booking, joint } = file
  if (sessions.length === 0) return null
  const zone = writtenZone(Date.now(), booking.timeZone, language)
  const jointToCome = sessions.some((parent) =>
    parent.sessions.some(({ kind, state }) => kind === 'joint' && state === 'to-come'),
  )
  return (
    <section className="sessions">
      <h2>{agendaWords.sessions[language]}</h2>
      <p className="hint">{(file.lead ? clockOf(file.lead.name, zone) : clockHere(zone))[language]}</p>
      {jointToCome && joint !== 'possible' && (
        <p className="outcome__failed">{agendaWords.jointWarning[language]}</p>
      )}
      {sessions.map((parent) => (
        <ParentSessions key={parent.side} parent={parent} {...props} />
      ))}
      {file.may.book && file.stage !== 'closed' && <BookSession {...props} />}
    </section>
  )
}

function ParentSessions({ parent, ...props }: PartProps & { parent: FileSessions }) {
  const { file, language } = props
  const { side, jointAgreedAt, request } = parent
  return (
    <section className="sessions__parent">
      {/* Alone, it needs no name: there is nobody it could be taken for. */}
      {file.sessions.length > 1 && <h3>{sides[side][language]}</h3>}
      <BooksWith parent={parent} {...props} />
      <p>
        {
          (jointAgreedAt === null
            ? agendaWords.notAgreed
            : agreedOn(writtenTime(jointAgreedAt, language, file.booking.timeZone)))[language]
        }
      </p>
      {request && <Wish request={request} {...props} />}
      {parent.sessions.length === 0 && <p>{agendaWords.noSession[language]}</p>}
      {/* The soonest first of what is to come; of what is behind them, the latest. */}
      <SessionList
        title={agendaWords.toCome}
        sessions={parent.sessions.filter(isToCome).toReversed()}
        side={side}
        {...props}
      />
      <SessionList
        title={agendaWords.behind}
        sessions={parent.sessions.filter((session) => !isToCome(session))}
        side={side}
        {...props}
      />
    </section>
  )
}

const isToCome = ({ state }: FileSession): boolean => state === 'to-come'

interface ListProps extends PartProps {
  readonly title: Wording
  readonly sessions: readonly FileSession[]
  readonly side: FileSessions['side']
}

/** Under the name of a parent, where there are two. */
const subheadingOf = ({ sessions }: PartProps['file']) => (sessions.length > 1 ? 'h4' : 'h3')

function SessionList({ title, sessions, ...props }: ListProps) {
  const Heading = subheadingOf(props.file)
  if (sessions.length === 0) return null
  return (
    <>
      <Heading>{title[props.language]}</Heading>
      <ul className="agenda">
        {sessions.map((session) => (
          <li key={session.id} className={`session session--${session.state}`}>
            <SessionView session={session} {...props} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** With whom a parent books; whoever leads may have them book with them. */
function BooksWith({ parent, file, language, onChange }: PartProps & { parent: FileSessions }) {
  const action = useAction(language)
  const { side, mayPass } = parent
  return (
    <>
      <p>{(parent.booksWith ? booksWith(parent.booksWith.name) : agendaWords.booksWithNobody)[language]}</p>
      {mayPass && (
        <div>
          <Button
            quiet
            underWay={action.underWay}
            onPress={() =>
              action.run(
                () => letBookWith(file.reference, side),
                (facts) => onChange(facts, agendaWords.passed),
              )
            }
          >
            {agendaWords.passNow[language]}
          </Button>
          <p className="hint">{agendaWords.passMeans[language]}</p>
          {action.outcome}
        </div>
      )}
    </>
  )
}

/** What a parent asked for who found no time. */
function Wish({
  request,
  file,
  language,
  onChange,
}: PartProps & { request: NonNullable<FileSessions['request']> }) {
  const action = useAction(language)
  const wish = file.wishes.find(({ id }) => id === request.id)
  const Heading = subheadingOf(file)
  return (
    <div className="wish">
      <Heading>
        {agendaWords.wish[language]}, {writtenTime(request.madeAt, language, file.booking.timeZone)}
      </Heading>
      {wish && <Sections sections={wish.sections} level={4} language={language} />}
      {file.may.book && (
        <Button
          quiet
          underWay={action.underWay}
          onPress={() =>
            action.run(
              () => answerTimes(file.reference, request.id),
              (facts) => onChange(facts, agendaWords.answered),
            )
          }
        >
          {agendaWords.answerNow[language]}
        </Button>
      )}
      {action.outcome}
    </div>
  )
}

function SessionView({
  session,
  side,
  file,
  language,
  onChange,
}: PartProps & { session: FileSession; side: FileSessions['side'] }) {
  const { kind, way, state, coordinator } = session
  const { timeZone } = file.booking
  return (
    <>
      <SessionWhen session={session} timeZone={timeZone} language={language} dated />
      <p>
        {[
          sessionKinds[kind][language],
          ways[way][language],
          ...(coordinator && coordinator.id !== file.lead?.id
            ? [inCalendarOf(coordinator.name)[language]]
            : []),
        ].join(' · ')}
      </p>
      <p className={`session__state session__state--${state}`}>
        {(session.cancelledBy ? cancelledBy(session.cancelledBy) : sessionStates[state])[language]}
      </p>
      <SessionDeeds
        session={session}
        about={`${sides[side][language]}, ${writtenTime(session.startsAt, language, timeZone)}`}
        timeZone={timeZone}
        language={language}
        onDone={(said, facts) => onChange(facts ?? {}, said)}
      />
    </>
  )
}
