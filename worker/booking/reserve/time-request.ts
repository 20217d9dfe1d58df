import type { timeRequests } from '../../../db/schema.ts'
import type { Environment } from '../../environment.ts'
import type { EnvelopePart } from '../../forms/envelope.ts'
import { type SealContext, seal, unseal } from '../../privacy/seal.ts'

export const sealTimePreferences = (
  { keys }: Environment,
  id: string,
  preferences: EnvelopePart,
): Promise<string> => seal(keys, 'answers', timePreferencesSealContext(id), preferences)

export const unsealTimePreferences = async (
  { keys }: Environment,
  { id, sealedPreferences }: Pick<typeof timeRequests.$inferSelect, 'id' | 'sealedPreferences'>,
): Promise<EnvelopePart> =>
  (await unseal(keys, 'answers', timePreferencesSealContext(id), sealedPreferences)) as EnvelopePart

const timePreferencesSealContext = (id: string): SealContext => `time_requests.sealed_preferences:${id}`
