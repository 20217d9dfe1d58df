import type { Envelope } from '../../forms/questions/question-base.ts'
import { parseEnvironment } from '../../worker/environment.ts'
import { columnByEnvelope, type EnvelopePart } from '../../worker/forms/envelope.ts'
import { unseal } from '../../worker/privacy/seal.ts'
import { queryRows } from './database-rows.ts'
import { bindings } from './test-portal.ts'

/** Unseals one envelope of the newest submission. */
export async function unsealSentAnswers(envelope: Envelope = 'answers'): Promise<EnvelopePart> {
  const column = columnByEnvelope[envelope]
  const [row] = await queryRows<{ id: string; sealed: string }>(
    `select id, ${column} as sealed from submissions order by rowid desc limit 1`,
  )
  const context = `submissions.${column}:${row?.id}` as const
  return (await unseal(parseEnvironment(bindings).keys, envelope, context, row?.sealed ?? '')) as EnvelopePart
}
