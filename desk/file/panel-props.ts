import type { Language, Wording } from '../../forms/language.ts'
import type { OpenedFile } from '../app/api-client.ts'

/** What each part of a file's page that can change the file is given. */
export interface PartProps {
  readonly file: OpenedFile
  readonly language: Language
  /** What changed about the file, and what to say about it. */
  readonly onChange: (changed: Partial<OpenedFile>, said: Wording) => void
}
