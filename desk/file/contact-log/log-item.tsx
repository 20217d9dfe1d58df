import {
  contactDirectionOptions,
  contactEntryChannelOptions,
  contactOutcomeOptions,
} from '../../../content/file/contact-log.ts'
import { noteFolderOptions, noteKindOptions } from '../../../content/file/notes.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { getFileQueryKeyPrefix } from '../../client/file-key.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { TimeWithOffset } from '../../ui/time.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { parentSideWording } from '../facts-wording.ts'
import type { FileHeader } from '../queries.ts'
import type { NoteSubject } from './note-form.tsx'
import { useOpenContactForm } from './open-contact-form.ts'
import type { LogEntry, LoggedContact, LoggedNote } from './queries.ts'
import { contactLogWording } from './wording.ts'

interface Props<Entry> {
  readonly header: FileHeader
  readonly entry: Entry
  /** What the notes that were opened say, by their ids. */
  readonly texts: ReadonlyMap<string, string>
  readonly onWrite: (subject: NoteSubject) => void
}

/** A contact or a note of the log: when, with or about whom, what, and by whom. */
export function LogItem({ entry, ...rest }: Props<LogEntry>) {
  return (
    <li className={entry.isAmended ? 'log-entry log-entry--amended' : 'log-entry'} data-side={entry.side}>
      <TimeWithOffset at={entry.at} />
      <div>
        {entry.type === 'contact' ? (
          <ContactItem entry={entry} {...rest} />
        ) : (
          <NoteItem entry={entry} {...rest} />
        )}
      </div>
    </li>
  )
}

function ContactItem({ header, entry, texts }: Props<LoggedContact>) {
  const text = useWordingText()
  const openContactForm = useOpenContactForm()
  const { side, direction, channel, outcome, note, recordedBy, isAmended, amendsId } = entry
  const noteText = note && texts.get(note.id)
  return (
    <>
      <strong>{text(contactOutcomeOptions[outcome])}</strong>
      <LogFacts
        facts={[
          text(parentSideWording[side]),
          text(contactEntryChannelOptions[channel]),
          text(contactDirectionOptions[direction]),
          note && `${text(contactLogWording.withNote)} (${text(noteFolderOptions[note.folder])})`,
          amendsId && text(contactLogWording.amends),
          isAmended && text(contactLogWording.wasAmended),
          recordedBy?.name,
        ]}
      />
      {noteText !== undefined && noteText !== null && <p className="log-entry__text">{noteText}</p>}
      {header.may.logContact && !isAmended && openContactForm && (
        <Button quiet onPress={() => openContactForm(entry)}>
          {text(contactLogWording.amend)}
        </Button>
      )}
    </>
  )
}

function NoteItem({ header, entry, texts, onWrite }: Props<LoggedNote>) {
  const text = useWordingText()
  const { id, side, kind, folder, writtenBy, signedAt, isAmended, amendsId } = entry
  const noteText = texts.get(id)
  const subject = { kind, folder, side }
  return (
    <>
      <strong>
        {text(contactLogWording.note)}
        {' · '}
        {text(noteKindOptions[kind])}
      </strong>
      <LogFacts
        facts={[
          side && text(parentSideWording[side]),
          text(noteFolderOptions[folder]),
          amendsId && text(contactLogWording.amends),
          isAmended && text(contactLogWording.wasAmended),
          signedAt === null ? text(contactLogWording.draft) : writtenBy?.name,
        ]}
      />
      {noteText !== undefined && <p className="log-entry__text">{noteText}</p>}
      {header.may.logContact && (
        <div className="buttons">
          {signedAt !== null && !isAmended && (
            <Button quiet onPress={() => onWrite({ ...subject, id: crypto.randomUUID(), amends: id })}>
              {text(contactLogWording.amend)}
            </Button>
          )}
          {signedAt === null && noteText !== undefined && (
            <Button quiet onPress={() => onWrite({ ...subject, id, amends: amendsId, text: noteText })}>
              {text(contactLogWording.goOn)}
            </Button>
          )}
          {signedAt === null && <DraftDeletion reference={header.reference} note={id} />}
        </div>
      )}
    </>
  )
}

function LogFacts({ facts }: { facts: readonly (string | false | null | undefined)[] }) {
  return <span className="log-entry__facts">{facts.filter(Boolean).join(' · ')}</span>
}

function DraftDeletion({ reference, note }: { reference: string; note: string }) {
  const text = useWordingText()
  const action = useAction({
    submit: () =>
      parseResponseOrThrowApiError(
        fileClient['note-draft-deletion'].$post({ param: { reference }, json: { note } }),
      ),
    makesStale: [getFileQueryKeyPrefix(reference)],
    announces: contactLogWording.draftDeleted,
  })
  return (
    <ConfirmButton
      label={text(contactLogWording.deleteDraft)}
      consequence={text(contactLogWording.deleteMeans)}
      confirmLabel={text(contactLogWording.deleteDraft)}
      action={action}
    />
  )
}
