import { createContext, useContext } from 'react'
import type { AvailabilityDraft } from './availability-draft.ts'

/** The values that every field of the form reads and changes. */
interface AvailabilityDraftFacts {
  readonly draft: AvailabilityDraft
  /** The paths of the values that cannot be saved: `weekly.0.until`. */
  readonly invalidPaths: readonly string[]
  readonly onChange: (changed: Partial<AvailabilityDraft>) => void
}

const AvailabilityDraftContext = createContext<AvailabilityDraftFacts | undefined>(undefined)

export const AvailabilityDraftProvider = AvailabilityDraftContext.Provider

export function useAvailabilityDraft(): AvailabilityDraftFacts {
  const facts = useContext(AvailabilityDraftContext)
  if (!facts) throw new Error('No draft is provided')
  return facts
}

/** The id of the field at a path. The list of problems links to it. */
export const getAvailabilityFieldId = (path: string): string => `hours-${path}`
