import { useQuery } from '@tanstack/react-query'
import { type DeskRoute, getFilePagePath } from '../client/routes.ts'
import { shellWording } from '../client/wording.ts'
import { getDeviceTimeZone } from '../ui/device-time-zone.ts'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { LoadFailure } from '../ui/load-failure.tsx'
import { PageStatus } from '../ui/page-status.tsx'
import { TimeWithOffset } from '../ui/time.tsx'
import { ClosedFiles } from './closed-files.tsx'
import { FileFilters } from './file-filters.tsx'
import { FileTable } from './file-table.tsx'
import { FileViews } from './file-views.tsx'
import { type ListChoice, parseListChoice, takePage } from './list-choice.ts'
import { arrangeFiles } from './list-rows.ts'
import { PageLinks } from './page-links.tsx'
import { type ApprovalRequest, openFilesQuery } from './queries.ts'
import {
  buildAskedByWording,
  buildFileCountWording,
  buildSealedMessagesWording,
  filesWording,
} from './wording.ts'

/** The list of files, as the address asks for it: a view, filters, an order and a page. */
export function FilesPage({ query }: { query: DeskRoute['query'] }) {
  const choice = parseListChoice(query)
  return choice.view === 'closed' ? <ClosedFiles choice={choice} /> : <OpenFiles choice={choice} />
}

/** The open files, which come whole, so that views, filters and orders ask for nothing more. */
function OpenFiles({ choice }: { choice: ListChoice }) {
  const text = useWordingText()
  const list = useQuery(openFilesQuery)
  if (list.error) return <LoadFailure error={list.error} />
  const { more = false, asking = [], sealedMessages = 0 } = list.data ?? {}
  const shown = list.data && arrangeFiles(list.data, choice, getDeviceTimeZone())
  const part = shown && takePage(shown.rows, choice.page)
  return (
    <div className="files-page">
      <h1>{text(shellWording.files)}</h1>
      <PageStatus>
        {text(shown ? buildFileCountWording(shown.rows.length, shown.all.length) : filesWording.loading)}
      </PageStatus>
      {more && <p className="hint">{text(filesWording.more)}</p>}
      {sealedMessages > 0 && (
        <p className="message-outcome message-outcome--failed">
          {text(buildSealedMessagesWording(sealedMessages))}
        </p>
      )}
      {asking.length > 0 && <AskingList requests={asking} />}
      <FileViews choice={choice} countByView={shown?.countByView} />
      {shown && <FileFilters choice={choice} rows={shown.all} />}
      {shown && part && part.rows.length > 0 && <FileTable rows={part.rows} today={shown.today} />}
      {part && <PageLinks choice={choice} page={part.page} pages={part.pages} />}
    </div>
  )
}

/** The files in which somebody asks this coordinator to agree to a decision. */
function AskingList({ requests }: { requests: readonly ApprovalRequest[] }) {
  const text = useWordingText()
  const language = useLanguage()
  return (
    <section className="asking">
      <h2>{text(filesWording.asking)}</h2>
      <ul>
        {requests.map(({ reference, askedBy, askedAt }) => (
          <li key={reference}>
            <a className="reference" href={getFilePagePath(language, reference)}>
              {reference}
            </a>{' '}
            {text(buildAskedByWording(askedBy?.name ?? ''))}, <TimeWithOffset at={askedAt} />
          </li>
        ))}
      </ul>
    </section>
  )
}
