import type { CodeConfirmationChannel } from '../../content/authorisation/code-confirmation.ts'
import type { AddressProblem } from '../../content/mail/email-problems.ts'
import type { MailSubject } from '../../content/mail/mail-subjects.ts'
import { practice } from '../../content/practice.ts'
import type { Environment } from '../environment.ts'
import { hasEmailToken } from '../privacy/blind-index.ts'
import { normalisePhone } from '../privacy/normalise.ts'
import { type SealContext, seal, unseal } from '../privacy/seal.ts'

/** How a parent may be reached, as they told us; what is not said is not safe. */
export interface ContactRules {
  readonly name?: string
  readonly phone?: string
  /** Other numbers they gave for their own side, normalised: of a person to ask instead, of their lawyer, and earlier ones. */
  readonly furtherPhones?: readonly string[]
  readonly phoneUse?: string
  readonly phoneSafe?: string
  /** When a call to a number that is otherwise not safe is safe, in their words. */
  readonly safeCallTime?: string
  readonly textSafe?: string
  readonly messageSafe?: string
  readonly sayWho?: string
  readonly safeTimes?: string
  readonly rules?: string
  /** The number of somebody they trust. */
  readonly alternatePhone?: string
  /** Only an address the parent called safe. */
  readonly email?: string
  /** Why nothing is sent any more to the address that they called safe, which is not here then. */
  readonly addressProblem?: AddressProblem
  readonly mailSubject: MailSubject
  /** Their IANA time zone: the one they named, or else that of the province where their children live. */
  readonly timeZone?: string
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

/** Seals how a parent may be reached, without their e-mail address. */
export const sealRulesWithoutEmail = (
  { keys }: Environment,
  parentId: string,
  { email: _, ...without }: ContactRules,
): Promise<string> => seal(keys, 'answers', buildContactRulesSealContext(parentId), without)

/** Whether a parent called a way to confirm their code safe; in person, it always is. */
export const isSafeChannel = (rules: ContactRules | undefined, channel: CodeConfirmationChannel): boolean =>
  ({ phone: rules?.phoneSafe === 'yes', 'e-mail': rules?.email !== undefined, 'in-person': true })[channel]

/** Lists the numbers that a parent gave for their own side, normalised. None of them reaches only the other parent. */
export const listOwnPhones = (rules: ContactRules | undefined): string[] => [
  ...(rules?.phone ? [normalisePhone(rules.phone)] : []),
  ...(rules?.furtherPhones ?? []),
]

interface SealedContact {
  readonly id: string
  readonly sealedContactRules: string | null
  /** JSON of the tokens of the parent’s addresses that were given for the other parent too. */
  readonly sharedEmailTokens?: string
}

/**
 * How a parent may be reached, without an address that was given for the other parent too. A message to one would not
 * leave (worker/mail/drain.ts), so the desk says beforehand that the parent gets none.
 */
export async function unsealUnsharedContactRules(
  env: Environment,
  { id, sealedContactRules, sharedEmailTokens = '[]' }: SealedContact,
): Promise<ContactRules | undefined> {
  const rules = await unsealContactRules(env, id, sealedContactRules)
  if (!rules?.email || !(await hasEmailToken(env.keys.index, rules.email, sharedEmailTokens))) return rules
  const { email: _, ...without } = rules
  return without
}

/** The time zone days and hours are told a parent in: their own, or where it isn’t known that of the practice. */
export const getParentTimeZone = (rules: ContactRules | undefined): string =>
  rules?.timeZone ?? PRACTICE_TIME_ZONE

/** Where the practice stands: the time of its first coordinator. */
const PRACTICE_TIME_ZONE = practice.coordinators[0]?.availability.timeZone ?? 'America/Toronto'
