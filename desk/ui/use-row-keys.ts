import { type RefObject, useEffect } from 'react'
import { areSingleKeysOn } from '../client/single-keys.ts'

/**
 * Lets J and the arrow down go to the next row, and K and the arrow up to the one before: to the element in it that has the
 * attribute `data-row`, which Enter then follows. Letters count only while nothing is typed into, and while nothing
 * else on the page has the focus.
 */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const step = stepByKey[event.key]
      const { activeElement, body } = document
      if (!step || !list.current || event.ctrlKey || event.metaKey || event.altKey) return
      const isInList = list.current.contains(activeElement)
      if (!isInList && activeElement !== body && activeElement?.id !== 'page-status') return
      if (isTypedInto(activeElement) || (event.key.length === 1 && !areSingleKeysOn())) return
      const rows = [...list.current.querySelectorAll<HTMLElement>('[data-row]')].filter(isShown)
      const current = rows.findIndex(
        (row) => row === activeElement || row.closest('li, tr')?.contains(activeElement),
      )
      const next = rows[current === -1 && step < 0 ? rows.length - 1 : current + step]
      if (!next) return
      event.preventDefault()
      next.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [list])
}

const stepByKey: Readonly<Record<string, 1 | -1>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }

/** A row behind a fold that is closed may have a box, and can’t have the focus. */
const isShown = (row: HTMLElement) => row.checkVisibility()

const isTypedInto = (element: Element | null) => element?.matches('input, textarea, select') === true
