import { createContext, useContext } from 'react'
import type { LoggedContact } from './queries.ts'

/** Opens the form for a contact, or for amending one. */
export type OpenContactForm = (amended?: LoggedContact) => void

export const OpenContactFormContext = createContext<OpenContactForm | undefined>(undefined)

/** Gives what opens the form for a contact; undefined where nobody may log one. */
export const useOpenContactForm = (): OpenContactForm | undefined => useContext(OpenContactFormContext)
