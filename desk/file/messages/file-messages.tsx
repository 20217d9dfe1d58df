import { useQuery } from '@tanstack/react-query'
import { MAX_LISTED_MESSAGES } from '../../../content/limits.ts'
import { messageKindLabels } from '../../../content/mail/message-kind-labels.ts'
import { useWordingText } from '../../ui/language.tsx'
import { PanelFailure } from '../../ui/panel-failure.tsx'
import { TimeWithOffset } from '../../ui/time.tsx'
import { type FileHeader, type FileMessage, fileMessagesQuery } from '../queries.ts'
import { StoredMessageActions } from './stored-message-actions.tsx'
import { fileMessagesWording, messageOutcomeWording } from './wording.ts'

/** The e-mails about a file with the outcome of each, but without recipients or text. */
export function FileMessagesPanel({ header }: { header: Pick<FileHeader, 'reference' | 'may'> }) {
  const text = useWordingText()
  const { reference } = header
  const { data, error, isLoadingError } = useQuery(fileMessagesQuery(reference))
  if (isLoadingError) return <PanelFailure heading={fileMessagesWording.title} error={error} />
  if (!data || data.messages.length === 0) return null
  return (
    <section className="file-messages">
      <h2>{text(fileMessagesWording.title)}</h2>
      {data.messages.length === MAX_LISTED_MESSAGES && (
        <p className="hint">{text(fileMessagesWording.newest)}</p>
      )}
      <ul className="history">
        {data.messages.map((message) => (
          <li key={message.id}>
            <TimeWithOffset at={message.createdAt} />
            <div>
              {text(messageKindLabels[message.kind])} <MessageOutcomeBadge message={message} />
              {message.isStored && <StoredMessageActions header={header} message={message} />}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function MessageOutcomeBadge({ message }: { message: FileMessage }) {
  const text = useWordingText()
  const { outcome } = message
  const shown = pickShownOutcome(message)
  const needsAttention = !['sent', 'ended', 'digest', 'digested'].includes(shown)
  return (
    <span
      className={
        needsAttention
          ? `message-outcome message-outcome--${outcome === 'queued' ? 'queued' : 'failed'}`
          : 'hint'
      }
    >
      {text(messageOutcomeWording[shown])}
    </span>
  )
}

function pickShownOutcome({ outcome, lastError, emailProblem }: FileMessage) {
  if (emailProblem) return emailProblem
  if (outcome === 'failed' && lastError === 'ended') return 'ended'
  if (lastError === 'digest' && outcome !== 'failed') return outcome === 'queued' ? 'digest' : 'digested'
  return outcome === 'queued' && lastError === 'unreadable' ? 'sealed' : outcome
}
