import type { ContactChannel } from '../../content/file/contact-channels.ts'
import type { fileStatusCases } from '../../content/file/page-cases.ts'
import type { ParentFile } from '../../db/parent-file.ts'
import type { Environment } from '../environment.ts'
import { type ContactRules, unsealContactRules } from './contact-rules.ts'

/**
 * Lists the ways in which the practice can reach a parent safely. Every page, message and confirmation that says how or
 * whether we reach somebody goes by it. What they did not call safe is no way.
 */
export function listContactChannels(rules: ContactRules | undefined): ContactChannel[] {
  if (!rules) return []
  const { phone, phoneUse, phoneSafe, safeCallTime, textSafe, email, alternatePhone } = rules
  const channels = {
    call: phone && phoneSafe === 'yes' && phoneUse !== 'text',
    'call-at-time': phone && safeCallTime,
    text: phone && textSafe === 'yes',
    mail: email,
    alternate: alternatePhone,
  } satisfies Record<ContactChannel, unknown>
  return (Object.keys(channels) as ContactChannel[]).filter((channel) => channels[channel])
}

/** Unseals how a parent may be reached, and lists the ways in which they can be. */
export const loadContactChannels = async (
  env: Environment,
  { parentId, sealedContactRules }: Pick<ParentFile, 'parentId' | 'sealedContactRules'>,
): Promise<ContactChannel[]> =>
  listContactChannels(await unsealContactRules(env, parentId, sealedContactRules))

/**
 * Which words tell a parent where their request stands. Whoever left no safe way is promised no contact, and nobody a
 * first call once the talk alone leaves the way open.
 */
export function pickFileStatusCase(
  status: 'waiting' | 'received' | 'closed' | null,
  rules: ContactRules | undefined,
  isScreened = false,
): (typeof fileStatusCases)[number] {
  if (status === 'closed') return 'closed'
  const open = status === 'waiting' ? status : isScreened ? 'under-way' : 'received'
  return listContactChannels(rules).length > 0 ? open : `${open}-unreachable`
}
