import type { RegisteredForm } from './forms/registered-form.ts'
import { registeredIntake, registeredJoining } from './intake/registered-intake.ts'

/** Every form that a parent saves, resumes, checks and sends; each is at the address of its id. */
export const registeredForms: readonly RegisteredForm[] = [registeredIntake, registeredJoining]
