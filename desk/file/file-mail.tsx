import { writtenTime } from '../ui/format-date.ts'
import { callWords, mailKinds, mailOutcomes } from './calling/wording.ts'
import type { PartProps } from './panel-props.ts'

/** The e-mails about a file and what became of each: never to whom, or what they say. */
export function FileMail({ file, language }: Pick<PartProps, 'file' | 'language'>) {
  if (file.mail.length === 0) return null
  return (
    <section className="mails">
      <h2>{callWords.mails[language]}</h2>
      {file.mail.length === 10 && <p className="hint">{callWords.mailsNewest[language]}</p>}
      <ul className="history">
        {file.mail.map(({ kind, createdAt, ...mail }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two mails may be written in the same moment
          <li key={index}>
            <time dateTime={new Date(createdAt).toISOString()}>{writtenTime(createdAt, language)}</time>
            <span>
              {mailKinds[kind]?.[language] ?? kind} <Became outcome={outcomeOf(mail)} language={language} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

type Outcome = keyof typeof mailOutcomes

const outcomeOf = ({
  outcome,
  lastError,
}: Pick<PartProps['file']['mail'][number], 'outcome' | 'lastError'>): Outcome =>
  outcome === 'failed' && lastError === 'ended' ? 'ended' : outcome

function Became({ outcome, language }: Pick<PartProps, 'language'> & { outcome: Outcome }) {
  const minds = outcome === 'queued' || outcome === 'failed'
  return <span className={minds ? `mail mail--${outcome}` : 'hint'}>{mailOutcomes[outcome][language]}</span>
}
