import { getFileListPath } from '../client/routes.ts'
import { shellWording } from '../client/wording.ts'
import { PageStatus } from '../ui/announcer.tsx'
import { ContactHoldNotice } from '../ui/contact-hold-notice.tsx'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { PeopleNames } from '../ui/people-names.tsx'
import { UnreachableNotice } from '../ui/unreachable-notice.tsx'
import { FileAppointmentsPanel } from './appointments/file-appointments.tsx'
import { CallingPanel } from './calling/calling.tsx'
import { ContactHoldsPanel } from './contact-holds/contact-holds.tsx'
import { ApprovalPanel } from './decisions/approval.tsx'
import { DecisionsPanel } from './decisions/decisions.tsx'
import { FileFacts } from './file-facts.tsx'
import { FileMessagesPanel } from './messages/file-messages.tsx'
import { RestorationPanel } from './not-genuine/restoration.tsx'
import { ParentAnswersPanel, ReadingRecordNote } from './parent-answers/parent-answers.tsx'
import type { FileHeader } from './queries.ts'
import { ReadableFile } from './readable-file.tsx'
import { RecordLink } from './record/record-link.tsx'
import { RelatedFilesPanel } from './related-files/related-files.tsx'
import { SafetyAnswersPanel } from './safety-answers/safety-answers.tsx'
import { ScreeningsPanel } from './screenings/screenings.tsx'
import { FileSummaryPanel } from './summary/file-summary.tsx'
import { fileLoadingWording } from './wording.ts'

/** One file and the actions on it. After an action, a message at the top says what was done and takes the focus. */
export function FilePage({ reference }: { reference: string }) {
  const language = useLanguage()
  const text = useWordingText()
  return (
    <ReadableFile reference={reference}>
      {(header) => (
        <>
          <p className="back">
            <a href={getFileListPath(language)}>{text(shellWording.allFiles)}</a>
          </p>
          <h1 className="reference">{header?.reference ?? reference}</h1>
          {header?.people && (
            <p className="file-people">
              <PeopleNames people={header.people} />
            </p>
          )}
          <PageStatus>{header ? null : text(fileLoadingWording.loading)}</PageStatus>
          {header && <FilePanels header={header} />}
        </>
      )}
    </ReadableFile>
  )
}

/**
 * The panels, which all load at once. A locked file shows only its facts, the related files and the decisions; one that
 * nobody has taken shows a summary too.
 */
function FilePanels({ header }: { header: FileHeader }) {
  return (
    <>
      <ContactHoldNotice state={header.contactHoldState} />
      <UnreachableNotice sides={header.unreachable} />
      <RestorationPanel header={header} />
      <FileFacts header={header} />
      <ApprovalPanel header={header} />
      <RelatedFilesPanel header={header} />
      {header.may.readSummary && !header.needsConflictReview && <FileSummaryPanel header={header} />}
      {!header.locked && (
        <>
          <ContactHoldsPanel header={header} />
          <ParentAnswersPanel header={header} />
          <SafetyAnswersPanel header={header} />
          <ScreeningsPanel header={header} />
          <CallingPanel header={header} />
          <FileAppointmentsPanel header={header} />
        </>
      )}
      <DecisionsPanel header={header} />
      {!header.locked && (
        <>
          <FileMessagesPanel reference={header.reference} />
          <ReadingRecordNote header={header} />
        </>
      )}
      {!header.needsConflictReview && <RecordLink header={header} />}
    </>
  )
}
