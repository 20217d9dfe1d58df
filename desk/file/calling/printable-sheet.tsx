import { callAttemptNextSteps, callAttemptOutcomes } from '../../../content/authorisation/call-attempts.ts'
import { localeTag } from '../../../forms/language.ts'
import { AnswerLines, DescriptionRow } from '../../ui/description-list.tsx'
import { callSheetWording } from './call-sheet-wording.ts'
import type { CallSheetData } from './queries.ts'

/** What is read during the call, all of it in the other parent's language, with boxes to tick on paper. */
export function PrintableSheet({ sheet }: { sheet: CallSheetData }) {
  const { language, rules, callScript, message, neverSaid } = sheet
  return (
    <article className="sheet" lang={localeTag(language)}>
      <section className="rules">
        <h2>{callSheetWording.rulesTitle[language]}</h2>
        <dl>
          {rules.map(({ question, label, lines }) => (
            <DescriptionRow key={question} label={label}>
              <AnswerLines lines={lines} otherwise={callSheetWording.rulesUnanswered[language]} />
            </DescriptionRow>
          ))}
          <DescriptionRow label={callSheetWording.message[language]}>
            {message ?? callSheetWording.noMessage[language]}
          </DescriptionRow>
        </dl>
      </section>
      <section className="never">
        <h2>{callSheetWording.neverTitle[language]}</h2>
        <p className="hint">{callSheetWording.neverLead[language]}</p>
        <ul>
          {neverSaid.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      <section className="script">
        <h2>{callSheetWording.callScript[language]}</h2>
        {callScript.map(({ id, title, lines }) => (
          <section key={id}>
            <h3>{title}</h3>
            {lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </section>
        ))}
      </section>
      {/* For print only: on the screen there is a form for it. */}
      <section className="paper" aria-hidden="true">
        <h2>{callSheetWording.onPaper[language]}</h2>
        <p className="paper__line">{callSheetWording.onPaperWhen[language]}</p>
        <ul className="paper__boxes">
          {Object.entries(callAttemptOutcomes).map(([outcome, wording]) => (
            <li key={outcome}>{wording[language]}</li>
          ))}
        </ul>
        <h3>{callSheetWording.onPaperNext[language]}</h3>
        <ul className="paper__boxes">
          {Object.entries(callAttemptNextSteps).map(([step, wording]) => (
            <li key={step}>{wording[language]}</li>
          ))}
        </ul>
      </section>
    </article>
  )
}
