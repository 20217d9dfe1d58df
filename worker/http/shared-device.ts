import { getCookie } from 'hono/cookie'
import { intakeForm } from '../../content/forms/intake/index.ts'
import type { Context } from './context.ts'

/** What the draft's cookie ends in on a device that somebody else uses too. No token has a full stop. */
export const SHARED_DEVICE_SUFFIX = '.shared'

/** Whether the parent said that somebody else uses this device: nothing outlives the visit, and pages tell nothing. */
export const isSharedDevice = (c: Context): boolean =>
  getCookie(c, intakeForm.id, 'host')?.endsWith(SHARED_DEVICE_SUFFIX) ?? false
