import {
  callAttemptNextStepOptions,
  callAttemptOutcomeOptions,
} from '../../../content/authorisation/call-attempts.ts'
import { getLocaleTag } from '../../../forms/language.ts'
import { AnswerLines, DescriptionRow } from '../../ui/description-list.tsx'
import { LanguageProvider, useWordingText } from '../../ui/language.tsx'
import { callSheetWording } from './call-sheet-wording.ts'
import type { CallSheetData } from './queries.ts'
import { type CallNames, ScriptLine } from './script-line.tsx'
import { ScriptSteps } from './script-steps.tsx'

interface Props {
  readonly sheet: CallSheetData
  readonly names: CallNames
}

/** Everything that is read during the call, in the other parent's language, with boxes to tick on paper. */
export function PrintableCallSheet({ sheet, names }: Props) {
  return (
    <LanguageProvider language={sheet.language}>
      <SheetText sheet={sheet} names={names} />
    </LanguageProvider>
  )
}

function SheetText({ sheet, names }: Props) {
  const { language, rules, callScript, message, neverSaid } = sheet
  const text = useWordingText()
  return (
    <article className="sheet" lang={getLocaleTag(language)}>
      <section className="rules">
        <h2>{text(callSheetWording.rulesTitle)}</h2>
        <dl>
          {rules.map(({ question, label, lines }) => (
            <DescriptionRow key={question} label={label}>
              <AnswerLines lines={lines} otherwise={text(callSheetWording.rulesUnanswered)} />
            </DescriptionRow>
          ))}
          <DescriptionRow label={text(callSheetWording.message)}>
            {message === null ? (
              text(callSheetWording.noMessage)
            ) : (
              <ScriptLine line={message} names={names} />
            )}
          </DescriptionRow>
        </dl>
      </section>
      <section className="never">
        <h2>{text(callSheetWording.neverTitle)}</h2>
        <p className="hint">{text(callSheetWording.neverLead)}</p>
        <ul>
          {neverSaid.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      <section className="script">
        <h2>{text(callSheetWording.callScript)}</h2>
        <ScriptSteps steps={callScript} names={names} />
      </section>
      <PaperForm />
    </article>
  )
}

/** Boxes for how the call ended. They are only printed, because the screen has a form for it. */
function PaperForm() {
  const text = useWordingText()
  return (
    <section className="paper" aria-hidden="true">
      <h2>{text(callSheetWording.onPaper)}</h2>
      <p className="paper__line">{text(callSheetWording.onPaperWhen)}</p>
      <ul className="paper__boxes">
        {Object.entries(callAttemptOutcomeOptions).map(([outcome, wording]) => (
          <li key={outcome}>{text(wording)}</li>
        ))}
      </ul>
      <h3>{text(callSheetWording.onPaperNext)}</h3>
      <ul className="paper__boxes">
        {Object.entries(callAttemptNextStepOptions).map(([step, wording]) => (
          <li key={step}>{text(wording)}</li>
        ))}
      </ul>
    </section>
  )
}
