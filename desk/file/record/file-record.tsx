import { useQuery } from '@tanstack/react-query'
import { getRecordPath } from '../../client/routes.ts'
import { shellWording } from '../../client/wording.ts'
import { Button } from '../../ui/button.tsx'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { LoadFailure } from '../../ui/load-failure.tsx'
import { TimeWithOffset } from '../../ui/time.tsx'
import type { FileHeader } from '../queries.ts'
import {
  fileRecordQuery,
  type FileRecord as LoadedRecord,
  type RecordedEvent,
  type RecordSearch,
} from './queries.ts'
import { formatAction, formatActor, formatFacts } from './record-facts.ts'
import { RecordFilterForm } from './record-filter.tsx'
import { buildUnattributedWording, fileRecordWording } from './wording.ts'

interface Props {
  readonly header: Pick<FileHeader, 'reference'>
  readonly query: RecordSearch
}

/** A file's record in words: who did what, when, newest first. It can be filtered and printed. */
export function FileRecordTab({ header: { reference }, query }: Props) {
  const text = useWordingText()
  const { data, error, isLoadingError } = useQuery(fileRecordQuery(reference, query))
  if (isLoadingError) return <LoadFailure error={error} />
  return (
    <>
      <h2>{text(shellWording.record)}</h2>
      <p className="hint">{text(fileRecordWording.lead)}</p>
      {data ? <RecordContents record={data} search={query} /> : <p>{text(fileRecordWording.loading)}</p>}
    </>
  )
}

function RecordContents({ record, search }: { record: LoadedRecord; search: RecordSearch }) {
  const language = useLanguage()
  const text = useWordingText()
  const { reference, events, hasOlder } = record
  const oldest = events.at(-1)
  return (
    <>
      <RecordFilterForm record={record} search={search} />
      {isFiltered(search) && <p className="hint">{text(fileRecordWording.filtered)}</p>}
      <UnattributedEvents record={record} search={search} />
      {events.length === 0 ? <p>{text(fileRecordWording.nothing)}</p> : <EventList record={record} />}
      {hasOlder && <p className="hint">{text(fileRecordWording.pageOnly)}</p>}
      <p className="record-pages">
        {hasOlder && oldest && (
          <a href={getRecordPath(language, reference, { ...search, before: String(oldest.sequence) })}>
            {text(fileRecordWording.older)}
          </a>
        )}{' '}
        {search.before && (
          <a href={getRecordPath(language, reference, { ...search, before: undefined })}>
            {text(fileRecordWording.newest)}
          </a>
        )}
      </p>
      <p className="record-print">
        <Button quiet onPress={() => print()}>
          {text(fileRecordWording.print)}
        </Button>
      </p>
    </>
  )
}

interface UnattributedProps {
  readonly record: LoadedRecord
  readonly search: RecordSearch
}

/** Says how many events name no parent, or no folder, where one is asked for, and lets them be shown. */
function UnattributedEvents({ record: { reference, unattributed }, search }: UnattributedProps) {
  const language = useLanguage()
  const text = useWordingText()
  if (unattributed === 0) return null
  const isShown = search.unattributed === 'shown'
  const path = getRecordPath(language, reference, { ...search, before: undefined, unattributed: 'shown' })
  return (
    <p className="record-unattributed">
      {text(buildUnattributedWording(unattributed, isShown))}{' '}
      {!isShown && <a href={path}>{text(fileRecordWording.showUnattributed)}</a>}
    </p>
  )
}

const isFiltered = ({ before: _, ...filter }: RecordSearch) => Object.values(filter).some(Boolean)

function EventList({ record: { events, coordinators } }: { record: LoadedRecord }) {
  return (
    <ol className="history record-events">
      {events.map((event) => (
        <EventItem key={event.sequence} event={event} coordinators={coordinators} />
      ))}
    </ol>
  )
}

interface EventItemProps {
  readonly event: RecordedEvent
  readonly coordinators: LoadedRecord['coordinators']
}

function EventItem({ event, coordinators }: EventItemProps) {
  const language = useLanguage()
  const { sequence, actor, action, facts, happenedAt } = event
  return (
    <li>
      <span>
        {sequence} · <TimeWithOffset at={happenedAt} />
      </span>
      <span>
        <strong>{formatAction(action, language)}</strong> · {formatActor(actor, language)}
        {formatFacts(facts, language, coordinators).map((fact) => (
          <span key={fact} className="record-fact">
            {fact}
          </span>
        ))}
      </span>
    </li>
  )
}
