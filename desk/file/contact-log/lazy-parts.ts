import { LettersPanel } from '../letters/letters-panel.tsx'
import { ContactDialog } from './contact-dialog.tsx'
import { ContactLogPanel } from './contact-log.tsx'

// What a file’s page loads once somebody opens the tab or logs a contact. Files of their own would weigh more.
export const contactLogParts = { ContactDialog, ContactLogPanel, LettersPanel }
