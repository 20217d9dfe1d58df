import type { Language, Wording } from '../../forms/language.ts'
import type { FileDetails } from '../app/api-client.ts'

/** The props of each panel of a file's page that can change the file. */
export interface FilePanelProps {
  readonly file: FileDetails
  readonly language: Language
  /** Takes the facts that changed, and what to announce. */
  readonly onChange: (changed: Partial<FileDetails>, announcement: Wording) => void
}
