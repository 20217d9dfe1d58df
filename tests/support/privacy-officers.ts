import { practice } from '../../content/practice.ts'

const idOfSettings = practice.coordinators.find(({ privacyOfficer }) => privacyOfficer)?.id ?? null

/** Makes one coordinator of the practice its privacy officer, and nobody else, until the test ends. */
export function setPrivacyOfficer(id: string | null): void {
  for (const coordinator of practice.coordinators) coordinator.privacyOfficer = coordinator.id === id
}

/** Makes the privacy officer whoever is one in the settings: test files share them. */
export const restorePrivacyOfficer = () => setPrivacyOfficer(idOfSettings)
