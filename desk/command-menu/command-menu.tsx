import { lazy, Suspense, useLayoutEffect, useState } from 'react'
import { brokenPageWording } from '../client/failure-wording.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorBoundary } from '../ui/error-boundary.tsx'
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
        <ErrorBoundary broken={<MissingDialog onClose={() => setIsOpen(false)} />}>
          <Suspense>
            <CommandDialog onClose={() => setIsOpen(false)} />
          </Suspense>
        </ErrorBoundary>
      )}
    </>
  )
}

/** Says in place of the menu that its script could not be loaded, which only loading the page again changes. */
function MissingDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useWordingText()
  return (
    <Dialog title={text(commandMenuWording.open)} isOpen={true} onClose={onClose}>
      <p>{text(commandMenuWording.notLoaded)}</p>
      <p>
        <a href={location.pathname + location.search}>{text(brokenPageWording.reload)}</a>
      </p>
    </Dialog>
  )
}
