import { ContactDialog } from './contact-dialog.tsx'
import { ContactLogPanel } from './contact-log.tsx'

// What a file’s page loads once somebody opens the tab or logs a contact. Two files of their own would weigh more.
export const contactLogParts = { ContactDialog, ContactLogPanel }
