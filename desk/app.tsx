import { AgendaView } from './agenda-view.tsx'
import { CallSheet } from './call-sheet.tsx'
import { FileView } from './file-view.tsx'
import { FilesList } from './files-list.tsx'
import { HoursView } from './hours-view.tsx'
import type { Place } from './place.ts'

/** The desk: the page that its address names. */
export function App({ place: { language, page, reference = '', query } }: { place: Place }) {
  switch (page) {
    case 'files':
      return <FilesList language={language} />
    case 'file':
      return <FileView language={language} reference={reference} />
    case 'call':
      return <CallSheet language={language} reference={reference} />
    case 'appointments':
      return <AgendaView language={language} query={query} />
    case 'hours':
      return <HoursView language={language} coordinator={query.coordinator} />
  }
}
