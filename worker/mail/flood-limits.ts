import type { AttemptConnection, SenderConnection } from '../../db/code-attempts.ts'
import type { CountLimit, HourlyLimits } from '../../db/flood-limits.ts'
import type { Environment } from '../environment.ts'
import { hashMailAddress } from '../privacy/code.ts'

/** Intakes that one network may send in an hour; a shelter or a library sends several. */
export const MAX_SENDS_PER_HOUR = 10
/** Intakes without a proof of a person that one network may send in an hour, and all networks together. */
export const MAX_UNPROVEN_SENDS_PER_HOUR = 3
export const MAX_UNPROVEN_SENDS_OF_ALL_PER_HOUR = 20
/** The part of the bound of unread intakes that those without a proof of a person may fill. */
export const UNPROVEN_UNREAD_PART = 0.5
/** E-mails that one network may cause in an hour. */
const MAX_MAILS_FROM_NETWORK_PER_HOUR = 10
/** Receipts and codes that anybody may cause to one address in an hour, so that nobody’s mailbox is flooded. */
export const MAX_MAILS_TO_ADDRESS_PER_HOUR = 3
/** E-mails that leave for one address within an hour, with those about sessions, which are held and not refused. */
export const MAX_PACED_MAILS_TO_ADDRESS_PER_HOUR = 8

/**
 * How many times as much a wide network of IPv6 may do as one of the 65,536 networks in it: somebody who owns all of them
 * gains little, and neighbours do not shut each other out.
 */
export const WIDE_NETWORK_FACTOR = 4

/**
 * The limits of intakes from a connection. Those whose sender did not show that they are a person, where Turnstile is on,
 * have a smaller one, and one for all of them together.
 */
export const buildSendLimits = ({ isUnproven, ...connection }: SenderConnection): HourlyLimits => ({
  hour: connection.hour,
  limits: [
    ...buildNetworkLimits('send', connection, isUnproven ? MAX_UNPROVEN_SENDS_PER_HOUR : MAX_SENDS_PER_HOUR),
    ...(isUnproven ? [{ key: 'unproven sends', max: MAX_UNPROVEN_SENDS_OF_ALL_PER_HOUR }] : []),
  ],
})

/** The limits over which an e-mail that a connection causes to an address is refused. */
export const buildMailLimits = async (
  env: Environment,
  connection: AttemptConnection,
  address: string,
): Promise<readonly CountLimit[]> => [
  ...buildNetworkLimits('mail', connection, MAX_MAILS_FROM_NETWORK_PER_HOUR),
  await buildAddressLimit(env, address, MAX_MAILS_TO_ADDRESS_PER_HOUR),
]

/** The limits over which an e-mail to an address is held. */
export const buildAddressPace = async (env: Environment, address: string): Promise<readonly CountLimit[]> => [
  await buildAddressLimit(env, address, MAX_PACED_MAILS_TO_ADDRESS_PER_HOUR),
]

const buildAddressLimit = async (
  { keys }: Environment,
  address: string,
  max: number,
): Promise<CountLimit> => ({
  key: `mail to ${await hashMailAddress(keys.draft, address)}`,
  max,
})

const buildNetworkLimits = (
  counted: 'send' | 'mail',
  { connectionHash, wideConnectionHash }: AttemptConnection,
  max: number,
): readonly CountLimit[] => [
  { key: `${counted} ${connectionHash}`, max },
  ...(wideConnectionHash
    ? [{ key: `${counted} ${wideConnectionHash}`, max: max * WIDE_NETWORK_FACTOR }]
    : []),
]
