import type { Language } from '../../../forms/language.ts'
import { askAuthorisation, type Calling as CallingFacts } from '../../app/api-client.ts'
import { callPath } from '../../app/routes.ts'
import { sides } from '../../app/wording.ts'
import { Button } from '../../ui/button.tsx'
import { Row, Sections } from '../../ui/description-list.tsx'
import { writtenTime } from '../../ui/format-date.ts'
import { useAction } from '../../ui/use-action.tsx'
import type { PartProps } from '../panel-props.ts'
import { historyOf } from './call-events.ts'
import { OutreachHistory } from './call-history.tsx'
import { Invitation } from './invitation.tsx'
import { OtherContact } from './other-contact.tsx'
import { attemptsLeft, callWords, gates, states } from './wording.ts'

/** Calling the parent who has not come: where the word of the other one stands, and what may be done. */
export function Calling(props: PartProps) {
  const { file, language } = props
  const [calling, second] = file.calling
  if (!calling) return null
  if (second || calling.gate === 'other-is-here') return <Past {...props} />
  const answered = file.authorised.find(({ side }) => side === calling.side)
  return (
    <section className="calling">
      <h2>{callWords.title[language]}</h2>
      <p>{callWords.lead[language]}</p>
      <Standing calling={calling} language={language} />
      {file.may.approach ? (
        <Steps {...props} calling={calling} />
      ) : (
        <p className="hint">{callWords.forLead[language]}</p>
      )}
      {answered && (
        <details className="calling__answers">
          <summary>{callWords.answered[language]}</summary>
          <Sections sections={answered.sections} level={3} language={language} />
          {calling.latest?.receiptHash && (
            <dl>
              <Row label={callWords.receipt[language]}>
                <code className="hash">{calling.latest.receiptHash}</code>
              </Row>
            </dl>
          )}
        </details>
      )}
      <OutreachHistory calling={calling} language={language} />
    </section>
  )
}

/** Once both have come there is nobody to call; what happened before stays. */
function Past({ file, language }: PartProps) {
  const calls = file.calling.filter((calling) => historyOf(calling).length > 0)
  if (calls.length === 0) return null
  return (
    <section className="calling">
      <h2>{callWords.title[language]}</h2>
      <p>{callWords.bothCame[language]}</p>
      {calls.map((calling) => (
        <OutreachHistory
          key={calling.side}
          calling={calling}
          of={calls.length > 1 ? sides[calling.side] : undefined}
          language={language}
        />
      ))}
    </section>
  )
}

/** In words: where the parent's word stands, and whether anybody may call. */
export function Standing({ calling, language }: { calling: CallingFacts; language: Language }) {
  const { latest, gate } = calling
  const at = (instant: number | null | undefined) => (instant ? writtenTime(instant, language) : '')
  const said = states[latest?.state ?? 'none']({
    made: at(latest?.grantedAt ?? latest?.madeAt),
    until: at(latest?.expiresAt),
    ended: at(latest?.withdrawnAt ?? latest?.declinedAt),
    by: latest?.askedBy?.name,
  })
  const whether = gate === 'open' ? attemptsLeft(calling.attemptsLeft) : gates[gate]
  return (
    <div className={gate === 'open' ? 'standing standing--open' : 'standing'}>
      <p>{said[language]}</p>
      {whether && <p>{whether[language]}</p>}
    </div>
  )
}

function Steps(props: PartProps & { calling: CallingFacts }) {
  const { file, calling, language } = props
  const { latest, gate } = calling
  const wasGiven = [latest, ...calling.earlier].some((word) => word?.grantedAt)
  return (
    <>
      {calling.mayBeAsked && <Ask {...props} />}
      {latest && gate === 'open' && (
        <OtherContact reference={file.reference} authorisation={latest.id} level={3} language={language} />
      )}
      {wasGiven && file.stage !== 'closed' && (
        <p>
          <a href={callPath(language, file.reference)}>
            {(gate === 'open' ? callWords.sheetOpen : callWords.sheetLate)[language]}
          </a>
        </p>
      )}
      {latest && <Invitation {...props} authorisation={latest.id} />}
    </>
  )
}

function Ask({ file, calling, language, onChange }: PartProps & { calling: CallingFacts }) {
  const action = useAction(language)
  return (
    <div>
      <Button
        underWay={action.underWay}
        onPress={() =>
          action.run(
            () => askAuthorisation(file.reference, calling.side),
            ({ mailed, file: facts }) =>
              onChange(facts, mailed ? callWords.askedByMail : callWords.askedTellThem),
          )
        }
      >
        {callWords.ask[language]}
      </Button>
      <p className="hint">{callWords.askMeans[language]}</p>
      {action.outcome}
    </div>
  )
}
