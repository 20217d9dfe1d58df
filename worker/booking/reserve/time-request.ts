import type { timeRequests } from '../../../db/schema.ts'
import type { Environment } from '../../environment.ts'
import type { EnvelopePart } from '../../intake/send.ts'
import { open, type Place, seal } from '../../privacy/seal.ts'

/** What was asked and answered when a parent found no time to book, in the seal and out of it. */
export const sealWanted = ({ keys }: Environment, id: string, wanted: EnvelopePart): Promise<string> =>
  seal(keys, 'answers', wantedPlace(id), wanted)

export const openWanted = async (
  { keys }: Environment,
  { id, wanted }: Pick<typeof timeRequests.$inferSelect, 'id' | 'wanted'>,
): Promise<EnvelopePart> => (await open(keys, 'answers', wantedPlace(id), wanted)) as EnvelopePart

const wantedPlace = (id: string): Place => `time_requests.wanted:${id}`
