import { practice } from '../../content/practice.ts'

/** Makes one coordinator of the practice its privacy officer, and nobody else. */
export function setPrivacyOfficer(id: string | null): void {
  for (const coordinator of practice.coordinators) coordinator.privacyOfficer = coordinator.id === id
}
