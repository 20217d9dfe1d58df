import { useEffect, useRef, useState } from 'react'
import type { Language, Wording } from '../../../forms/language.ts'
import { type CallSheetData, type FileDetails, fetchCallSheet } from '../../app/api-client.ts'
import { filePath } from '../../app/routes.ts'
import { Button } from '../../ui/button.tsx'
import { LoadFailure } from '../../ui/load-failure.tsx'
import { useFetchOnce } from '../../ui/use-fetch-once.ts'
import { CallAttemptForm } from './call-attempt-form.tsx'
import { CallHistory } from './call-history.tsx'
import { AuthorisationStatus } from './calling.tsx'
import { InvitationPanel } from './invitation.tsx'
import { OtherContactPanel } from './other-contact.tsx'
import { PrintableSheet } from './printable-sheet.tsx'
import { callingWording } from './wording.ts'

/** The sheet for a call to the other parent: its rules and script in their language, and the form for its outcome. */
export function CallSheetPage({ language, reference }: { language: Language; reference: string }) {
  const [answer, setAnswer] = useFetchOnce(() => fetchCallSheet(reference))
  const [announcement, setAnnouncement] = useState<Wording>()
  const status = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (announcement) status.current?.focus()
  }, [announcement])
  const hasNoSheet = answer?.ok === false && answer.failure === 'stale'
  if (answer && !answer.ok && !hasNoSheet) return <LoadFailure failure={answer.failure} language={language} />
  const onChange = (changed: Partial<FileDetails>, wording: Wording) => {
    setAnswer((before) =>
      before?.ok
        ? { ok: true, value: { ...before.value, file: { ...before.value.file, ...changed } } }
        : before,
    )
    setAnnouncement({ ...wording })
  }
  return (
    <>
      <p className="back">
        <a href={filePath(language, reference)}>{callingWording.backToFile[language]}</a>
      </p>
      <h1>
        {callingWording.sheet[language]} <span className="reference">{reference}</span>
      </h1>
      <p ref={status} role="status" tabIndex={-1} className={announcement ? 'status status--done' : 'status'}>
        {answer
          ? hasNoSheet
            ? callingWording.sheetNone[language]
            : announcement?.[language]
          : callingWording.sheetLoading[language]}
      </p>
      {answer?.ok && <CallSheetContents sheet={answer.value} language={language} onChange={onChange} />}
    </>
  )
}

interface CallSheetContentsProps {
  readonly sheet: CallSheetData
  readonly language: Language
  readonly onChange: (changed: Partial<FileDetails>, announcement: Wording) => void
}

function CallSheetContents({ sheet, language, onChange }: CallSheetContentsProps) {
  const { authorisation, file: facts } = sheet
  const { reference, calls } = facts
  const [parentCalls] = calls
  const [recordedCalls, setRecordedCalls] = useState(0)
  if (!parentCalls) return null
  const isOpen = sheet.isGateOpen && parentCalls.gate === 'open' && parentCalls.latest?.id === authorisation
  const file = { ...facts, parents: [], latestAuthorisations: [], timeRequests: [], contactability: [] }
  return (
    <>
      <div className="on-screen">
        <AuthorisationStatus parentCalls={parentCalls} language={language} />
        {isOpen ? (
          <OtherContactPanel
            reference={reference}
            authorisation={authorisation}
            level={2}
            language={language}
          />
        ) : (
          <p className="outcome__failed">{callingWording.sheetShut[language]}</p>
        )}
        {isOpen && (
          <Button quiet onPress={() => print()}>
            {callingWording.sheetPrint[language]}
          </Button>
        )}
      </div>
      {isOpen && <PrintableSheet sheet={sheet} />}
      <div className="on-screen">
        <CallAttemptForm
          key={recordedCalls}
          reference={reference}
          authorisation={authorisation}
          language={language}
          onSaved={(changed) => {
            setRecordedCalls(recordedCalls + 1)
            onChange(changed, callingWording.attemptDone)
          }}
        />
        <InvitationPanel file={file} authorisation={authorisation} language={language} onChange={onChange} />
        <CallHistory parentCalls={parentCalls} language={language} />
      </div>
    </>
  )
}
