import { type ComponentType, lazy } from 'react'
import type { DeskPageName } from '../../content/desk-addresses.ts'
import type { Wording } from '../../forms/language.ts'
import type { DeskRoute } from '../client/routes.ts'
import { fileTabWording, shellWording } from '../client/wording.ts'

interface PageProps {
  readonly page: DeskPageName
  readonly reference: string
  readonly query: DeskRoute['query']
}

interface DeskPage {
  /** The page's name in the title of the window. A file has its reference there, never a family's name. */
  readonly title: (text: (wording: Wording) => string, reference: string) => string
  /** Its code, which is loaded when it is first shown, so that no page waits for another's code. */
  readonly code: PageCode
}

interface PageCode {
  Page: ComponentType<PageProps>
  /** Loads it before it is first shown: React keeps for 300 ms what stands in place of a page that is still loading. */
  loadAhead(): Promise<void>
}

function declareCode(load: () => Promise<ComponentType<PageProps>>): PageCode {
  const code: PageCode = {
    Page: lazy(async () => ({ default: await load() })),
    loadAhead: async () => {
      code.Page = await load()
    },
  }
  return code
}

/** One page with tabs, so that what is typed in one tab stays while another is shown. */
const filePageCode = declareCode(async () => (await import('../file/file-page.tsx')).FilePage)

const buildFileTab = (label: Wording): DeskPage => ({
  title: (text, reference) => `${text(label)} ${reference}`,
  code: filePageCode,
})

export const deskPagesByName: Readonly<Record<DeskPageName, DeskPage>> = {
  today: {
    title: (text) => text(shellWording.today),
    code: declareCode(async () => (await import('../today/today-page.tsx')).TodayPage),
  },
  files: {
    title: (text) => text(shellWording.files),
    code: declareCode(async () => (await import('../files/files-page.tsx')).FilesPage),
  },
  file: {
    title: (_, reference) => reference,
    code: filePageCode,
  },
  fileIntake: buildFileTab(fileTabWording.fileIntake),
  fileSafety: buildFileTab(fileTabWording.fileSafety),
  fileContact: buildFileTab(fileTabWording.fileContact),
  fileSessions: buildFileTab(fileTabWording.fileSessions),
  call: {
    title: (text, reference) => `${text(shellWording.callSheet)} ${reference}`,
    code: declareCode(async () => (await import('../file/calling/call-sheet.tsx')).CallSheetPage),
  },
  operations: {
    title: (text) => text(shellWording.operations),
    code: declareCode(async () => (await import('../operations/operations-page.tsx')).OperationsPage),
  },
  recordCheck: {
    title: (text) => text(shellWording.recordCheck),
    code: declareCode(async () => (await import('../record-check/record-check-page.tsx')).RecordCheckPage),
  },
  personalData: {
    title: (text) => text(shellWording.personalData),
    code: declareCode(async () => (await import('../personal-data/personal-data-page.tsx')).PersonalDataPage),
  },
  record: buildFileTab(shellWording.record),
  calendar: {
    title: (text) => text(shellWording.calendar),
    code: declareCode(async () => (await import('../calendar/calendar-page.tsx')).CalendarPage),
  },
  numbers: {
    title: (text) => text(shellWording.numbers),
    code: declareCode(async () => (await import('../numbers/numbers-page.tsx')).NumbersPage),
  },
  settings: {
    title: (text) => text(shellWording.settings),
    code: declareCode(async () => (await import('../availability/availability-page.tsx')).AvailabilityPage),
  },
}
