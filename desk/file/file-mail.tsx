import { formatDateTimeWithOffset } from '../ui/format-date.ts'
import { callingWording, mailKindWording, mailOutcomeWording } from './calling/wording.ts'
import type { FilePanelProps } from './panel-props.ts'

/** The e-mails about a file and the outcome of each: never to whom, or what they say. */
export function FileMailPanel({ file, language }: Pick<FilePanelProps, 'file' | 'language'>) {
  if (file.messages.length === 0) return null
  return (
    <section className="file-messages">
      <h2>{callingWording.mails[language]}</h2>
      {file.messages.length === 10 && <p className="hint">{callingWording.mailsNewest[language]}</p>}
      <ul className="history">
        {file.messages.map(({ kind, createdAt, ...delivery }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two messages may be created in the same moment
          <li key={index}>
            <time dateTime={new Date(createdAt).toISOString()}>
              {formatDateTimeWithOffset(createdAt, language)}
            </time>
            <span>
              {mailKindWording[kind]?.[language] ?? kind}{' '}
              <MailOutcomeBadge outcome={resolveMailOutcome(delivery)} language={language} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

type MailOutcome = keyof typeof mailOutcomeWording

const resolveMailOutcome = ({
  outcome,
  lastError,
}: Pick<FilePanelProps['file']['messages'][number], 'outcome' | 'lastError'>): MailOutcome =>
  outcome === 'failed' && lastError === 'ended' ? 'ended' : outcome

function MailOutcomeBadge({
  outcome,
  language,
}: Pick<FilePanelProps, 'language'> & { outcome: MailOutcome }) {
  const needsAttention = outcome === 'queued' || outcome === 'failed'
  return (
    <span className={needsAttention ? `message-outcome message-outcome--${outcome}` : 'hint'}>
      {mailOutcomeWording[outcome][language]}
    </span>
  )
}
