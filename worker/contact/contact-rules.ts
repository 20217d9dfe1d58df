import type { MailSubject } from '../../content/mail/mail-subjects.ts'
import { practice } from '../../content/practice.ts'
import type { TimeZone } from '../../content/time/time-zones.ts'
import type { Environment } from '../environment.ts'
import { type SealContext, unseal } from '../privacy/seal.ts'

/** How a parent may be reached, as they told us; what is not said is not safe. */
export interface ContactRules {
  readonly name?: string
  readonly phone?: string
  readonly phoneSafe?: string
  readonly messageSafe?: string
  readonly sayWho?: string
  readonly safeTimes?: string
  readonly rules?: string
  /** Only an address the parent called safe. */
  readonly email?: string
  readonly mailSubject: MailSubject
  /** Their IANA time zone, when it is one the form names. */
  readonly timeZone?: TimeZone
}

export const buildContactRulesSealContext = (parentId: string): SealContext =>
  `parents.sealed_contact_rules:${parentId}`

/** How a parent may be reached, out of the seal; nothing while they have not told us. */
export const unsealContactRules = async (
  { keys }: Environment,
  parentId: string,
  sealed: string | null,
): Promise<ContactRules | undefined> =>
  sealed === null
    ? undefined
    : ((await unseal(keys, 'answers', buildContactRulesSealContext(parentId), sealed)) as ContactRules)

/** The time zone days and hours are told a parent in: their own, or where they gave none that of the practice. */
export const getParentTimeZone = (rules: ContactRules | undefined): TimeZone =>
  rules?.timeZone ?? PRACTICE_TIME_ZONE

/** Where the practice stands: the time of its first coordinator. */
const PRACTICE_TIME_ZONE = practice.coordinators[0]?.availability.timeZone ?? 'America/Toronto'
