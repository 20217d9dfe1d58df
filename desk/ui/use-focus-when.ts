import { type RefObject, useEffect, useRef } from 'react'

/**
 * Gives a ref for an element that takes the focus whenever `condition` becomes true, or changes to another true value.
 */
export function useFocusWhen<Target extends HTMLElement>(condition: unknown): RefObject<Target | null> {
  const target = useRef<Target>(null)
  useEffect(() => {
    if (condition) target.current?.focus()
  }, [condition])
  return target
}
