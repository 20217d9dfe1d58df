import { outreachNextSteps, outreachOutcomes } from '../../../content/authorisation/call-attempts.ts'
import type { CallSheetFacts } from '../../app/api-client.ts'
import { Lines, Row } from '../../ui/description-list.tsx'
import { callWords } from './wording.ts'

/** What is read during the call, all of it in the other parent's language, with boxes to tick on paper. */
export function SheetOnPaper({ sheet }: { sheet: CallSheetFacts }) {
  const { language, rules, words, message, never } = sheet
  return (
    <article className="sheet" lang={`${language}-CA`}>
      <section className="rules">
        <h2>{callWords.rulesTitle[language]}</h2>
        <dl>
          {rules.map(({ question, label, lines }) => (
            <Row key={question} label={label}>
              <Lines lines={lines} otherwise={callWords.rulesUnanswered[language]} />
            </Row>
          ))}
          <Row label={callWords.message[language]}>{message ?? callWords.noMessage[language]}</Row>
        </dl>
      </section>
      <section className="never">
        <h2>{callWords.neverTitle[language]}</h2>
        <p className="hint">{callWords.neverLead[language]}</p>
        <ul>
          {never.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      <section className="script">
        <h2>{callWords.words[language]}</h2>
        {words.map(({ id, title, lines }) => (
          <section key={id}>
            <h3>{title}</h3>
            {lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </section>
        ))}
      </section>
      {/* For a pen alone: on the screen a form takes its place. */}
      <section className="paper" aria-hidden="true">
        <h2>{callWords.onPaper[language]}</h2>
        <p className="paper__line">{callWords.onPaperWhen[language]}</p>
        <ul className="paper__boxes">
          {Object.entries(outreachOutcomes).map(([outcome, wording]) => (
            <li key={outcome}>{wording[language]}</li>
          ))}
        </ul>
        <h3>{callWords.onPaperNext[language]}</h3>
        <ul className="paper__boxes">
          {Object.entries(outreachNextSteps).map(([step, wording]) => (
            <li key={step}>{wording[language]}</li>
          ))}
        </ul>
      </section>
    </article>
  )
}
