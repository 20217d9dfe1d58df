import { useEffect, useRef, useState } from 'react'
import type { Language, Wording } from '../../forms/language.ts'
import { type Me, type OpenedFile, readFile, readMe } from '../app/api-client.ts'
import { filePath, listPath } from '../app/routes.ts'
import { routes, stages, words } from '../app/wording.ts'
import { Row } from '../ui/description-list.tsx'
import { writtenTime } from '../ui/format-date.ts'
import { Problem } from '../ui/load-failure.tsx'
import { useAnswer } from '../ui/use-fetch-once.ts'
import { Calling } from './calling/calling.tsx'
import { OrderToRead } from './contact-holds.tsx'
import { Decisions } from './decisions.tsx'
import { Sessions } from './file-appointments.tsx'
import { FileMail } from './file-mail.tsx'
import type { PartProps } from './panel-props.ts'
import { ParentView } from './parent-answers.tsx'
import { KnownFiles } from './related-files.tsx'
import { SafetyAnswers } from './safety-answers.tsx'

/** One file, and what is done with it. What was done is said at the top, where the focus goes. */
export function FileView({ language, reference }: { language: Language; reference: string }) {
  const [answer, setAnswer] = useAnswer(() => readFile(reference, language))
  const [me] = useAnswer(readMe)
  const [said, setSaid] = useState<Wording>()
  const status = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (said) status.current?.focus()
  }, [said])
  if (answer && !answer.ok) return <Problem failure={answer.failure} language={language} />
  const onChange: PartProps['onChange'] = (changed, what) => {
    setAnswer((before) => (before?.ok ? { ok: true, value: { ...before.value, ...changed } } : before))
    setSaid({ ...what })
  }
  return (
    <>
      <p className="back">
        <a href={listPath(language)}>{words.allFiles[language]}</a>
      </p>
      <h1 className="reference">{answer?.value.reference ?? reference}</h1>
      <p ref={status} role="status" tabIndex={-1} className={said ? 'status status--done' : 'status'}>
        {answer ? said?.[language] : words.loadingFile[language]}
      </p>
      {answer && (
        <Contents
          file={answer.value}
          me={me?.ok ? me.value : undefined}
          language={language}
          onChange={onChange}
        />
      )}
    </>
  )
}

function Contents({ me, ...props }: PartProps & { me: Me | undefined }) {
  const { file, language } = props
  const parents = file.closed ? [] : file.parents
  return (
    <>
      <Facts file={file} language={language} />
      <KnownFiles {...props} />
      <OrderToRead {...props} />
      {parents.map((parent) => (
        <ParentView key={parent.side} parent={parent} oneOfTwo={parents.length > 1} {...props} />
      ))}
      {!file.closed && <SafetyAnswers file={file} language={language} />}
      <Calling {...props} />
      <Sessions {...props} />
      {me && <Decisions me={me} {...props} />}
      <FileMail file={file} language={language} />
      {parents.length > 0 && <p className="record">{words.onRecord[language]}</p>}
    </>
  )
}

function Facts({ file, language }: { file: OpenedFile; language: Language }) {
  const { route, stage, openedAt, lead, assistant, proposed, joinedInto } = file
  return (
    <>
      <dl className="facts">
        <Row label={words.route[language]}>{routes[route][language]}</Row>
        <Row label={words.stage[language]}>{stages[stage][language]}</Row>
        <Row label={words.cameIn[language]}>
          <time dateTime={new Date(openedAt).toISOString()}>{writtenTime(openedAt, language)}</time>
        </Row>
        <Row label={words.lead[language]}>{lead?.name ?? words.nobodyYet[language]}</Row>
        <Row label={words.assistant[language]}>
          {assistant?.name ??
            (proposed ? `${proposed.name} (${words.proposed[language]})` : words.nobody[language])}
        </Row>
        {joinedInto && (
          <Row label={words.joinedInto[language]}>
            <a className="reference" href={filePath(language, joinedInto)}>
              {joinedInto}
            </a>
          </Row>
        )}
      </dl>
      {joinedInto && <p>{words.nothingHere[language]}</p>}
    </>
  )
}
