import { useEffect, useRef, useState } from 'react'
import type { Language, Wording } from '../../../forms/language.ts'
import { type CallSheetFacts, type OpenedFile, readCallSheet } from '../../app/api-client.ts'
import { filePath } from '../../app/routes.ts'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/load-failure.tsx'
import { useAnswer } from '../../ui/use-fetch-once.ts'
import { AttemptForm } from './call-attempt-form.tsx'
import { OutreachHistory } from './call-history.tsx'
import { Standing } from './calling.tsx'
import { Invitation } from './invitation.tsx'
import { OtherContact } from './other-contact.tsx'
import { SheetOnPaper } from './printable-sheet.tsx'
import { callWords } from './wording.ts'

/** The sheet for a call to the other parent: its rules and words in their language, and how it ended. */
export function CallSheet({ language, reference }: { language: Language; reference: string }) {
  const [answer, setAnswer] = useAnswer(() => readCallSheet(reference))
  const [said, setSaid] = useState<Wording>()
  const status = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (said) status.current?.focus()
  }, [said])
  const none = answer?.ok === false && answer.failure === 'overtaken'
  if (answer && !answer.ok && !none) return <Problem failure={answer.failure} language={language} />
  const onChange = (changed: Partial<OpenedFile>, what: Wording) => {
    setAnswer((before) =>
      before?.ok
        ? { ok: true, value: { ...before.value, file: { ...before.value.file, ...changed } } }
        : before,
    )
    setSaid({ ...what })
  }
  return (
    <>
      <p className="back">
        <a href={filePath(language, reference)}>{callWords.backToFile[language]}</a>
      </p>
      <h1>
        {callWords.sheet[language]} <span className="reference">{reference}</span>
      </h1>
      <p ref={status} role="status" tabIndex={-1} className={said ? 'status status--done' : 'status'}>
        {answer
          ? none
            ? callWords.sheetNone[language]
            : said?.[language]
          : callWords.sheetLoading[language]}
      </p>
      {answer?.ok && <Sheet sheet={answer.value} language={language} onChange={onChange} />}
    </>
  )
}

interface SheetProps {
  readonly sheet: CallSheetFacts
  readonly language: Language
  readonly onChange: (changed: Partial<OpenedFile>, said: Wording) => void
}

function Sheet({ sheet, language, onChange }: SheetProps) {
  const { authorisation, file: facts } = sheet
  const { reference, calling } = facts
  const [first] = calling
  const [written, setWritten] = useState(0)
  if (!first) return null
  const isOpen = sheet.open && first.gate === 'open' && first.latest?.id === authorisation
  const file = { ...facts, parents: [], authorised: [], wishes: [], reach: [] }
  return (
    <>
      <div className="on-screen">
        <Standing calling={first} language={language} />
        {isOpen ? (
          <OtherContact reference={reference} authorisation={authorisation} level={2} language={language} />
        ) : (
          <p className="outcome__failed">{callWords.sheetShut[language]}</p>
        )}
        {isOpen && (
          <Button quiet onPress={() => print()}>
            {callWords.sheetPrint[language]}
          </Button>
        )}
      </div>
      {isOpen && <SheetOnPaper sheet={sheet} />}
      <div className="on-screen">
        <AttemptForm
          key={written}
          reference={reference}
          authorisation={authorisation}
          language={language}
          onRecorded={(changed) => {
            setWritten(written + 1)
            onChange(changed, callWords.attemptDone)
          }}
        />
        <Invitation file={file} authorisation={authorisation} language={language} onChange={onChange} />
        <OutreachHistory calling={first} language={language} />
      </div>
    </>
  )
}
