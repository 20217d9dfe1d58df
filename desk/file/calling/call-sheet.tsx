import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useDiscreetScreen } from '../../client/discreet-screen.ts'
import { reloadStaleQueries } from '../../client/reload-stale-queries.ts'
import { getFilePagePath } from '../../client/routes.ts'
import { signedInCoordinatorAndColleaguesQuery } from '../../client/signed-in-coordinator.ts'
import { shellWording } from '../../client/wording.ts'
import { Button } from '../../ui/button.tsx'
import { ContactHoldNotice } from '../../ui/contact-hold-notice.tsx'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { LoadFailure, PageFailure } from '../../ui/load-failure.tsx'
import { PageStatus } from '../../ui/page-status.tsx'
import { useTextDraft } from '../../ui/use-text-draft.ts'
import { authorisationsAndCallsQuery, type FileHeader, type ParentCalls } from '../queries.ts'
import { ReadableFile } from '../readable-file.tsx'
import { SafeguardsNotice } from '../screenings/safeguards-notice.tsx'
import { AuthorisationStatus } from './authorisation-status.tsx'
import { CallAttemptForm, createTypedCallAttempt } from './call-attempt-form.tsx'
import { CallHistory } from './call-history.tsx'
import { buildNotYoursToCallWording, callSheetWording } from './call-sheet-wording.ts'
import { GateBar } from './gate-bar.tsx'
import { InvitationPanel } from './invitation.tsx'
import { OtherParentContactPanel } from './other-contact.tsx'
import { PrintableCallSheet } from './printable-sheet.tsx'
import { type CallSheetData, callSheetReadingQuery } from './queries.ts'
import { RelatedCallAttempts } from './related-call-attempts.tsx'
import type { CallNames } from './script-line.tsx'
import { useLiveGate } from './use-live-gate.ts'

/** The sheet for a call to the other parent: its rules and script in their language, and the form for its outcome. */
export const CallSheetPage = ({ reference }: { reference: string }) => (
  <ReadableFile reference={reference}>
    {(header) =>
      header && (header.locked || !header.may.callOtherParent) ? (
        <PageFailure wording={buildNotYoursToCallWording(reference)} />
      ) : (
        <CallSheet reference={reference} header={header} />
      )
    }
  </ReadableFile>
)

interface CallSheetProps {
  readonly reference: string
  readonly header: FileHeader | undefined
}

function CallSheet({ reference, header }: CallSheetProps) {
  const language = useLanguage()
  const text = useWordingText()
  const sheet = useQuery(callSheetReadingQuery(reference))
  const calls = useQuery(authorisationsAndCallsQuery(reference))
  const hasNoSheet = sheet.error?.failure.code === 'stale' || calls.data?.calls.length === 0
  if (sheet.isLoadingError && !hasNoSheet) return <LoadFailure error={sheet.error} />
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
      <ContactHoldNotice state={header?.contactHoldState} />
      {header && <SafeguardsNotice header={header} />}
      <PageStatus>
        {hasNoSheet ? text(callSheetWording.none) : isLoaded ? null : text(callSheetWording.loading)}
      </PageStatus>
      {isLoaded && (
        <CallSheetContents
          reference={reference}
          people={header?.people ?? null}
          sheet={sheet.data}
          parentCalls={parentCalls}
        />
      )}
    </>
  )
}

interface CallSheetContentsProps {
  readonly reference: string
  readonly people: FileHeader['people']
  readonly sheet: CallSheetData
  readonly parentCalls: ParentCalls
}

function CallSheetContents({ reference, people, sheet, parentCalls }: CallSheetContentsProps) {
  const text = useWordingText()
  const queryClient = useQueryClient()
  const { authorisation } = sheet
  const [recordedCalls, setRecordedCalls] = useState(0)
  const draft = useTextDraft(reference, 'call attempt', createTypedCallAttempt)
  const names = useCallNames(people, parentCalls.side)
  const live = useLiveGate(reference, authorisation)
  const wasOpen = sheet.isGateOpen && parentCalls.gate === 'open' && parentCalls.latest?.id === authorisation
  const isOpen = wasOpen && live.state !== 'shut'
  const isStopped = wasOpen && live.state === 'shut'
  useEffect(() => {
    if (!isStopped) return
    // Nothing of the sheet stays in memory, and the page loads why.
    queryClient.setQueryData(
      callSheetReadingQuery(reference).queryKey,
      (shown) => shown && toShutSheet(shown),
    )
    void reloadStaleQueries(queryClient, [authorisationsAndCallsQuery(reference).queryKey])
  }, [isStopped, reference, queryClient])
  return (
    <>
      <GateBar
        state={live.state === 'open' && !isOpen ? 'shut' : live.state}
        last={live.last}
        callStartedAt={draft.value.time.startedAt}
      />
      <div className="on-screen">
        <AuthorisationStatus parentCalls={parentCalls} isShutSince={live.state !== 'open'} />
        <RelatedCallAttempts attempts={parentCalls.relatedCallAttempts} />
        {isOpen ? (
          <OtherParentContactPanel
            reference={reference}
            authorisation={authorisation}
            level={2}
            onCall={() => draft.change((before) => ({ ...before, time: { startedAt: Date.now() } }))}
          />
        ) : (
          <>
            <p className="outcome__failed">{text(callSheetWording.shut)}</p>
            <LookAgainButton reference={reference} />
          </>
        )}
        {isOpen && (
          <Button quiet onPress={() => print()}>
            {text(callSheetWording.print)}
          </Button>
        )}
      </div>
      {isOpen && <PrintableCallSheet sheet={sheet} names={names} />}
      <div className="on-screen">
        <CallAttemptForm
          key={recordedCalls}
          reference={reference}
          authorisation={authorisation}
          draft={draft}
          isOpen={isOpen}
          mayLeaveMessage={sheet.message !== null || !sheet.isGateOpen}
          onSaved={() => {
            draft.reset()
            setRecordedCalls((recorded) => recorded + 1)
          }}
        />
        <InvitationPanel reference={reference} parentCalls={parentCalls} authorisation={authorisation} />
        <CallHistory reference={reference} parentCalls={parentCalls} />
      </div>
    </>
  )
}

/** The names for the script. A discreet screen leaves the one of the other parent open. */
function useCallNames(people: FileHeader['people'], authorisedBy: ParentCalls['side']): CallNames {
  const isDiscreet = useDiscreetScreen()
  const me = useQuery(signedInCoordinatorAndColleaguesQuery)
  const called = people?.[authorisedBy === 'other' ? 'initiating' : 'other']
  return { caller: me.data?.name, called: isDiscreet ? undefined : (called ?? undefined) }
}

/** Asks again for the sheet and for what stands against a call. The worker records that the sheet was read. */
function LookAgainButton({ reference }: { reference: string }) {
  const text = useWordingText()
  const queryClient = useQueryClient()
  return (
    <Button
      quiet
      onPress={() =>
        void reloadStaleQueries(queryClient, [
          callSheetReadingQuery(reference).queryKey,
          authorisationsAndCallsQuery(reference).queryKey,
        ])
      }
    >
      {text(callSheetWording.lookAgain)}
    </Button>
  )
}

/** What is left of a sheet once nobody may call: enough to write down an earlier call. */
const toShutSheet = (sheet: CallSheetData): CallSheetData => ({
  ...sheet,
  isGateOpen: false,
  rules: [],
  callScript: [],
  message: null,
  neverSaid: [],
})
