import { CallSheet } from './call-sheet.tsx'
import { FileView } from './file-view.tsx'
import { FilesList } from './files-list.tsx'
import type { Place } from './place.ts'

/** The desk: the list of files, or the one its address names, or the sheet for a call about it. */
export function App({ place: { language, reference, call } }: { place: Place }) {
  if (reference === undefined) return <FilesList language={language} />
  const Page = call ? CallSheet : FileView
  return <Page language={language} reference={reference} />
}
