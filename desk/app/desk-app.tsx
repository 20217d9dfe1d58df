import { AgendaView } from '../appointments/appointments-page.tsx'
import { HoursView } from '../availability/availability-page.tsx'
import { CallSheet } from '../file/calling/call-sheet.tsx'
import { FileView } from '../file/file-page.tsx'
import { FilesList } from '../files/files-page.tsx'
import type { Place } from './routes.ts'

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
