import { AppointmentsPage } from '../appointments/appointments-page.tsx'
import { AvailabilityPage } from '../availability/availability-page.tsx'
import { CallSheetPage } from '../file/calling/call-sheet.tsx'
import { FilePage } from '../file/file-page.tsx'
import { FilesPage } from '../files/files-page.tsx'
import type { DeskRoute } from './routes.ts'

/** The desk: the page that its address names. */
export function DeskApp({ route: { language, page, reference = '', query } }: { route: DeskRoute }) {
  switch (page) {
    case 'files':
      return <FilesPage language={language} />
    case 'file':
      return <FilePage language={language} reference={reference} />
    case 'call':
      return <CallSheetPage language={language} reference={reference} />
    case 'appointments':
      return <AppointmentsPage language={language} query={query} />
    case 'hours':
      return <AvailabilityPage language={language} coordinator={query.coordinator} />
  }
}
