import { useEffect, useRef, useState } from 'react'
import { askBeforeLeaving } from '../client/ask-before-leaving.ts'
import { discardTextDraft, loadTabKey, loadTextDraft, saveTextDraft } from '../client/text-drafts.ts'

export interface TextDraft<Value> {
  readonly value: Value
  /** Whether something was typed in this form and is not saved. */
  readonly isChanged: boolean
  /** Whether what is shown was typed before the page was loaded. */
  readonly isRestored: boolean
  readonly change: (update: (before: Value) => Value) => void
  /** Empties the form, after it was saved or because somebody discards it. */
  readonly reset: () => void
}

/**
 * What is typed in a form of a file, as JSON. It outlives an expired sign-in, a reload and a lost connection in this tab,
 * sealed, until it is saved or discarded, the file is left, or somebody signs out (decision 142).
 */
export function useTextDraft<Value>(reference: string, form: string, start: () => Value): TextDraft<Value> {
  const [state, setState] = useState(() => ({ value: start(), isChanged: false, isRestored: false }))
  // Changes at once, so that two changes of one event both count.
  const latest = useRef(state.value)
  const isTouched = useRef(false)
  useEffect(() => {
    askBeforeLeaving()
    // Asked for before anybody types.
    void loadTabKey().catch(() => {})
    let isCurrent = true
    void loadTextDraft<Value>(reference, form)
      .then((stored) => {
        if (stored === undefined || !isCurrent || isTouched.current) return
        latest.current = stored
        setState({ value: stored, isChanged: true, isRestored: true })
      })
      .catch(() => {})
    return () => {
      isCurrent = false
    }
  }, [reference, form])
  return {
    ...state,
    change: (update) => {
      isTouched.current = true
      latest.current = update(latest.current)
      const value = latest.current
      setState((before) => ({ ...before, value, isChanged: true }))
      void saveTextDraft(reference, form, value)
    },
    reset: () => {
      discardTextDraft(reference, form)
      latest.current = start()
      setState({ value: latest.current, isChanged: false, isRestored: false })
    },
  }
}
