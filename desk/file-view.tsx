import type { ReactNode } from 'react'
import type { IntakeAnswers } from '../content/forms/intake/index.ts'
import type { Language } from '../content/language.ts'
import { type OpenedFile, readFile } from './api.ts'
import { listPath } from './place.ts'
import { Problem } from './problem.tsx'
import { useAnswer } from './use-answer.ts'
import { envelopes, routes, stages, words } from './words.ts'
import { writtenTime } from './written-time.ts'

/** One file: how to reach its parent safely, then everything they were asked. */
export function FileView({ language, reference }: { language: Language; reference: string }) {
  const answer = useAnswer(() => readFile(reference, language))
  if (answer && !answer.ok) return <Problem failure={answer.failure} language={language} />
  return (
    <>
      <p className="back">
        <a href={listPath(language)}>{words.allFiles[language]}</a>
      </p>
      <h1 className="reference">{answer?.value.reference ?? reference}</h1>
      <p role="status" className="status">
        {answer ? '' : words.loadingFile[language]}
      </p>
      {answer && <Contents file={answer.value} language={language} />}
    </>
  )
}

function Contents({ file, language }: { file: OpenedFile; language: Language }) {
  return (
    <>
      <Facts file={file} language={language} />
      <ContactRules file={file} language={language} />
      {file.sections.map(({ slug, title, rows }) => (
        <section key={slug} className="answers">
          <h2>{title}</h2>
          <dl>
            {rows.map((row) => (
              <Row key={row.question} label={row.label}>
                <Lines lines={row.lines} otherwise={words.notAnswered[language]} />
              </Row>
            ))}
          </dl>
        </section>
      ))}
      <ClosedEnvelopes closed={file.closed} language={language} />
      <p className="record">{words.onRecord[language]}</p>
    </>
  )
}

function Facts({ file, language }: { file: OpenedFile; language: Language }) {
  return (
    <dl className="facts">
      <Row label={words.route[language]}>{routes[file.route][language]}</Row>
      <Row label={words.stage[language]}>{stages[file.stage][language]}</Row>
      <Row label={words.cameIn[language]}>
        <time dateTime={new Date(file.openedAt).toISOString()}>{writtenTime(file.openedAt, language)}</time>
      </Row>
      <Row label={words.lead[language]}>{file.lead ?? words.nobodyYet[language]}</Row>
    </dl>
  )
}

/** What the form asks about reaching the parent without putting them at risk; asked or not, it decides every call. */
const CONTACT_RULES: readonly string[] = [
  'phoneSafe',
  'messageSafe',
  'emailSafe',
  'contactRules',
] satisfies (keyof IntakeAnswers)[]

/** Comes before anything that could be used to call: safe contact is asked, never assumed. */
function ContactRules({ file, language }: { file: OpenedFile; language: Language }) {
  const rows = file.sections
    .flatMap((section) => section.rows)
    .filter(({ question }) => CONTACT_RULES.includes(question))
  return (
    <section className="rules">
      <h2>{words.rulesFirst[language]}</h2>
      {rows.length === 0 ? (
        <p>{words.noRules[language]}</p>
      ) : (
        <dl>
          {rows.map(({ question, label, lines }) => (
            <Row key={question} label={label}>
              <Lines
                lines={lines}
                otherwise={
                  question === 'contactRules' ? words.notAnswered[language] : words.askFirst[language]
                }
              />
            </Row>
          ))}
        </dl>
      )}
    </section>
  )
}

function ClosedEnvelopes({ closed, language }: { closed: OpenedFile['closed']; language: Language }) {
  const shut = envelopes.filter(({ name }) => closed[name])
  if (shut.length === 0) return null
  return (
    <section className="answers answers--closed">
      <h2>{words.closedTitle[language]}</h2>
      <dl>
        {shut.map(({ name, title, until }) => (
          <Row key={name} label={title[language]}>
            {until[language]}
          </Row>
        ))}
      </dl>
    </section>
  )
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="row">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** An answer as it was written, line by line; quieter words where there is none. */
function Lines({ lines, otherwise }: { lines: readonly string[]; otherwise: string }) {
  return lines.length === 0 ? (
    <span className="unanswered">{otherwise}</span>
  ) : (
    <span className="lines">{lines.join('\n')}</span>
  )
}
