import { bookingForm } from '../../../content/forms/booking/index.ts'
import type { timeRequests } from '../../../db/schema.ts'
import type { Environment } from '../../environment.ts'
import type { EnvelopePart } from '../../forms/envelope.ts'
import { buildStoredEnvelopePart, type StoredEnvelopePart } from '../../forms/form-version.ts'
import { type SealContext, seal, unseal } from '../../privacy/seal.ts'

export const sealTimePreferences = async (
  env: Environment,
  id: string,
  preferences: EnvelopePart,
): Promise<string> =>
  seal(
    env.keys,
    'answers',
    timePreferencesSealContext(id),
    await buildStoredEnvelopePart(env, bookingForm, preferences),
  )

export const unsealTimePreferences = async (
  { keys }: Environment,
  { id, sealedPreferences }: Pick<typeof timeRequests.$inferSelect, 'id' | 'sealedPreferences'>,
): Promise<StoredEnvelopePart> =>
  (await unseal(keys, 'answers', timePreferencesSealContext(id), sealedPreferences)) as StoredEnvelopePart

const timePreferencesSealContext = (id: string): SealContext => `time_requests.sealed_preferences:${id}`
