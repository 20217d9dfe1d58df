import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { DeskPageName } from '../../content/desk-addresses.ts'
import type { Wording } from '../../forms/language.ts'
import type { DeskRoute } from '../client/routes.ts'
import { shellWording } from '../client/wording.ts'

interface PageProps {
  readonly reference: string
  readonly query: DeskRoute['query']
}

interface DeskPage {
  /** The page's name in the title of the window. A file has its reference there, never a family's name. */
  readonly title: (text: (wording: Wording) => string, reference: string) => string
  /** Loads its code when it is first shown, so that no page waits for another's code. */
  readonly Page: LazyExoticComponent<ComponentType<PageProps>>
}

const loadPage = (load: () => Promise<ComponentType<PageProps>>) =>
  lazy(async () => ({ default: await load() }))

export const deskPagesByName: Readonly<Record<DeskPageName, DeskPage>> = {
  files: {
    title: (text) => text(shellWording.files),
    Page: loadPage(async () => (await import('../files/files-page.tsx')).FilesPage),
  },
  file: {
    title: (_, reference) => reference,
    Page: loadPage(async () => (await import('../file/file-page.tsx')).FilePage),
  },
  call: {
    title: (text, reference) => `${text(shellWording.callSheet)} ${reference}`,
    Page: loadPage(async () => (await import('../file/calling/call-sheet.tsx')).CallSheetPage),
  },
  recordCheck: {
    title: (text) => text(shellWording.recordCheck),
    Page: loadPage(async () => (await import('../record-check/record-check-page.tsx')).RecordCheckPage),
  },
  record: {
    title: (text, reference) => `${text(shellWording.record)} ${reference}`,
    Page: loadPage(async () => (await import('../file/record/file-record.tsx')).FileRecordPage),
  },
  calendar: {
    title: (text) => text(shellWording.calendar),
    Page: loadPage(async () => (await import('../appointments/appointments-page.tsx')).AppointmentsPage),
  },
  settings: {
    title: (text) => text(shellWording.settings),
    Page: loadPage(async () => (await import('../availability/availability-page.tsx')).AvailabilityPage),
  },
}
