import { useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { lettersWording } from './wording.ts'

/** A letter as its reader gets it. Printing it prints nothing else of the page. */
export function LetterSheet({ text: letter }: { readonly text: string }) {
  const text = useWordingText()
  const sheet = useRef<HTMLElement>(null)
  return (
    <>
      <article ref={sheet} className="letter-sheet">
        {letter}
      </article>
      <Button quiet onPress={() => printSheet(sheet.current)}>
        {text(lettersWording.print)}
      </Button>
    </>
  )
}

/** Prints one sheet, whatever else the page shows. */
function printSheet(sheet: HTMLElement | null): void {
  sheet?.classList.add('letter-sheet--printed')
  // A phone’s browser goes on while its print view is still open.
  addEventListener('afterprint', () => sheet?.classList.remove('letter-sheet--printed'), { once: true })
  print()
}
