import { lazy, Suspense, useLayoutEffect, useState } from 'react'
import { useWordingText } from '../ui/language.tsx'
import { commandMenuWording } from './wording.ts'

const CommandDialog = lazy(async () => ({ default: (await import('./command-dialog.tsx')).CommandDialog }))

/** The button that opens the command menu, as Ctrl K and ⌘ K do from anywhere but another dialog. */
export function CommandMenu() {
  const text = useWordingText()
  const [isOpen, setIsOpen] = useState(false)
  // Before anything of the page is painted, so that no key is missed.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isMenuKey = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)
      if (!isMenuKey || event.altKey || event.shiftKey) return
      event.preventDefault()
      if (!document.querySelector('dialog[open]')) setIsOpen(true)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <button
        type="button"
        className="command-button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setIsOpen(true)}
      >
        {text(commandMenuWording.open)} <kbd>Ctrl K</kbd>
      </button>
      {isOpen && (
        <Suspense>
          <CommandDialog onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
