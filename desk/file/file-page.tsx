import { useQuery } from '@tanstack/react-query'
import { Activity, type ComponentType, lazy, Suspense, useState } from 'react'
import type { DeskPageName } from '../../content/desk-addresses.ts'
import { type DeskRoute, type FilePageName, getFileListPath } from '../client/routes.ts'
import { shellWording } from '../client/wording.ts'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { PageStatus } from '../ui/page-status.tsx'
import { FileAppointmentsPanel } from './appointments/file-appointments.tsx'
import { CallingPanel } from './calling/calling.tsx'
import { ContactHoldsPanel } from './contact-holds/contact-holds.tsx'
import { ContactLogging, LazyContactLog, LazyLetters } from './contact-log/contact-logging.tsx'
import { ApprovalPanel } from './decisions/approval.tsx'
import { DecisionsPanel } from './decisions/decisions.tsx'
import { FileStrip } from './file-strip.tsx'
import { FileTabs, listFileTabs } from './file-tabs.tsx'
import { WaitingLetters } from './letters/waiting-letters.tsx'
import { FileMessagesPanel } from './messages/file-messages.tsx'
import { RestorationPanel } from './not-genuine/restoration.tsx'
import { FamilyOverview, FoldedFileFacts } from './overview/overview-tab.tsx'
import { IntakeTab } from './parent-answers/intake-tab.tsx'
import { answersReadingQuery, type FileHeader, overviewReadingQuery } from './queries.ts'
import { ReadableFile } from './readable-file.tsx'
import { RelatedFilesPanel } from './related-files/related-files.tsx'
import { SafetyAnswersPanel } from './safety-answers/safety-answers.tsx'
import { ScreeningsPanel } from './screenings/screenings.tsx'
import { FileSummaryPanel } from './summary/file-summary.tsx'
import { fileLoadingWording } from './wording.ts'

interface Props {
  readonly reference: string
  readonly page: DeskPageName
  readonly query?: DeskRoute['query']
}

/** One file and the actions on it, a tab for each part of the work. */
export function FilePage({ reference, page, query = {} }: Props) {
  const language = useLanguage()
  const text = useWordingText()
  return (
    <ReadableFile reference={reference}>
      {(header) => (
        <>
          <p className="back">
            <a href={getFileListPath(language)}>{text(shellWording.allFiles)}</a>
          </p>
          <PageStatus>{header ? null : text(fileLoadingWording.loading)}</PageStatus>
          {header ? (
            <ContactLogging header={header}>
              <ShownTabs header={header} page={page} query={query} />
            </ContactLogging>
          ) : (
            <h1 className="reference">{reference}</h1>
          )}
        </>
      )}
    </ReadableFile>
  )
}

interface ShownTabsProps {
  readonly header: FileHeader
  readonly page: DeskPageName
  readonly query: DeskRoute['query']
}

/**
 * The tab that the address names, or the overview of a file that has no such tab now. A tab that was left stays in the
 * page, hidden, with what was typed in it. A tab loads what it shows when it is first opened.
 */
function ShownTabs({ header, page, query }: ShownTabsProps) {
  const tabs = listFileTabs(header)
  const current = tabs.find((tab) => tab === page) ?? 'file'
  const [opened, setOpened] = useState<readonly FilePageName[]>([current])
  if (!opened.includes(current)) setOpened([...opened, current])
  // Holds what was read while its tab is hidden, so that showing the tab again records no second reading.
  const language = useLanguage()
  useQuery({ ...answersReadingQuery(header.reference, language), enabled: false })
  useQuery({ ...overviewReadingQuery(header.reference, language), enabled: false })
  return (
    <>
      <FileStrip header={header}>
        <FileTabs header={header} current={current} />
      </FileStrip>
      {tabs
        .filter((tab) => opened.includes(tab))
        .map((tab) => {
          const Tab = tabContents[tab]
          return (
            <Activity key={tab} mode={tab === current ? 'visible' : 'hidden'}>
              <Suspense>
                <Tab header={header} query={query} />
              </Suspense>
            </Activity>
          )
        })}
    </>
  )
}

type TabContent = ComponentType<{ readonly header: FileHeader; readonly query: DeskRoute['query'] }>

const tabContents: Readonly<Record<FilePageName, TabContent>> = {
  file: Overview,
  fileIntake: IntakeTab,
  fileSafety: ({ header }) => (
    <>
      <ContactHoldsPanel header={header} />
      <SafetyAnswersPanel header={header} />
      <ScreeningsPanel header={header} />
    </>
  ),
  fileContact: ({ header, query }) => (
    <>
      <Suspense>
        <LazyContactLog header={header} before={query.before} />
        <LazyLetters header={header} />
      </Suspense>
      <CallingPanel header={header} />
      <FileMessagesPanel header={header} />
    </>
  ),
  fileSessions: ({ header }) => <FileAppointmentsPanel header={header} />,
  record: lazy(async () => ({ default: (await import('./record/file-record.tsx')).FileRecordTab })),
}

/** What the file is, what it waits for, and the decisions. One that nobody has taken shows a summary. */
function Overview({ header }: { header: FileHeader }) {
  return (
    <>
      <RestorationPanel header={header} />
      <ApprovalPanel header={header} />
      {header.locked && <RelatedFilesPanel header={header} />}
      <FamilyOverview header={header} />
      {!header.locked && <RelatedFilesPanel header={header} />}
      {header.may.readSummary && !header.needsConflictReview && <FileSummaryPanel header={header} />}
      {header.may.sendWaitingLetter && !header.needsConflictReview && <WaitingLetters header={header} />}
      <div className="file-foot">
        <DecisionsPanel header={header} />
        <FoldedFileFacts header={header} />
      </div>
    </>
  )
}
