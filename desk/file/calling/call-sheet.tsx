import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getFilePagePath } from '../../client/routes.ts'
import { shellWording } from '../../client/wording.ts'
import { PageStatus } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { ContactHoldNotice } from '../../ui/contact-hold-notice.tsx'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { LoadFailure, PageFailure } from '../../ui/load-failure.tsx'
import { authorisationsAndCallsQuery, type FileHeader, type ParentCalls } from '../queries.ts'
import { ReadableFile } from '../readable-file.tsx'
import { AuthorisationStatus } from './authorisation-status.tsx'
import { CallAttemptForm } from './call-attempt-form.tsx'
import { CallHistory } from './call-history.tsx'
import { buildNotYoursToCallWording, callSheetWording } from './call-sheet-wording.ts'
import { InvitationPanel } from './invitation.tsx'
import { OtherParentContactPanel } from './other-contact.tsx'
import { PrintableCallSheet } from './printable-sheet.tsx'
import { type CallSheetData, callSheetReadingQuery } from './queries.ts'
import { RelatedCallAttempts } from './related-call-attempts.tsx'

/** The sheet for a call to the other parent: its rules and script in their language, and the form for its outcome. */
export const CallSheetPage = ({ reference }: { reference: string }) => (
  <ReadableFile reference={reference}>
    {(header) =>
      header && (header.locked || !header.may.callOtherParent) ? (
        <PageFailure wording={buildNotYoursToCallWording(reference)} />
      ) : (
        <CallSheet reference={reference} contactHoldState={header?.contactHoldState} />
      )
    }
  </ReadableFile>
)

interface CallSheetProps {
  readonly reference: string
  readonly contactHoldState: FileHeader['contactHoldState'] | undefined
}

function CallSheet({ reference, contactHoldState }: CallSheetProps) {
  const language = useLanguage()
  const text = useWordingText()
  const sheet = useQuery(callSheetReadingQuery(reference))
  const calls = useQuery(authorisationsAndCallsQuery(reference))
  const hasNoSheet = sheet.error?.failure.code === 'stale' || calls.data?.calls.length === 0
  if (sheet.error && !hasNoSheet) return <LoadFailure error={sheet.error} />
  if (calls.isLoadingError) return <LoadFailure error={calls.error} />
  const [parentCalls] = calls.data?.calls ?? []
  const isLoaded = sheet.data && parentCalls
  return (
    <>
      <p className="back">
        <a href={getFilePagePath(language, reference)}>{text(callSheetWording.backToFile)}</a>
      </p>
      <h1>
        {text(shellWording.callSheet)} <span className="reference">{reference}</span>
      </h1>
      <ContactHoldNotice state={contactHoldState} />
      <PageStatus>
        {hasNoSheet ? text(callSheetWording.none) : isLoaded ? null : text(callSheetWording.loading)}
      </PageStatus>
      {isLoaded && <CallSheetContents reference={reference} sheet={sheet.data} parentCalls={parentCalls} />}
    </>
  )
}

interface CallSheetContentsProps {
  readonly reference: string
  readonly sheet: CallSheetData
  readonly parentCalls: ParentCalls
}

function CallSheetContents({ reference, sheet, parentCalls }: CallSheetContentsProps) {
  const text = useWordingText()
  const { authorisation } = sheet
  const [recordedCalls, setRecordedCalls] = useState(0)
  const isOpen = sheet.isGateOpen && parentCalls.gate === 'open' && parentCalls.latest?.id === authorisation
  return (
    <>
      <div className="on-screen">
        <AuthorisationStatus parentCalls={parentCalls} />
        <RelatedCallAttempts attempts={parentCalls.relatedCallAttempts} />
        {isOpen ? (
          <OtherParentContactPanel reference={reference} authorisation={authorisation} level={2} />
        ) : (
          <p className="outcome__failed">{text(callSheetWording.shut)}</p>
        )}
        {isOpen && (
          <Button quiet onPress={() => print()}>
            {text(callSheetWording.print)}
          </Button>
        )}
      </div>
      {isOpen && <PrintableCallSheet sheet={sheet} />}
      <div className="on-screen">
        <CallAttemptForm
          key={recordedCalls}
          reference={reference}
          authorisation={authorisation}
          onSaved={() => setRecordedCalls((recorded) => recorded + 1)}
        />
        <InvitationPanel reference={reference} parentCalls={parentCalls} authorisation={authorisation} />
        <CallHistory reference={reference} parentCalls={parentCalls} />
      </div>
    </>
  )
}
