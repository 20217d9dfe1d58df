import { FileView } from './file-view.tsx'
import { FilesList } from './files-list.tsx'
import type { Place } from './place.ts'

/** The desk: the list of files, or the one its address names. */
export function App({ place: { language, reference } }: { place: Place }) {
  return reference === undefined ? (
    <FilesList language={language} />
  ) : (
    <FileView language={language} reference={reference} />
  )
}
