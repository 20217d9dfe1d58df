import type { Envelope } from '../../forms/questions/question-base.ts'
import { parseEnvironment } from '../../worker/environment.ts'
import { columnByEnvelope, type EnvelopePart } from '../../worker/forms/envelope.ts'
import {
  parseFormVersions,
  restoreEnvelopePart,
  type StoredEnvelopePart,
} from '../../worker/forms/form-version.ts'
import { unseal } from '../../worker/privacy/seal.ts'
import { queryRows } from './database-rows.ts'
import { bindings } from './test-portal.ts'

/** Unseals one envelope of the newest submission, with the questions in the words that were asked. */
export async function unsealSentAnswers(envelope: Envelope = 'answers'): Promise<EnvelopePart> {
  const column = columnByEnvelope[envelope]
  const [row] = await queryRows<{ id: string; sealed: string }>(
    `select id, ${column} as sealed from submissions order by rowid desc limit 1`,
  )
  const context = `submissions.${column}:${row?.id}` as const
  const { keys } = parseEnvironment(bindings)
  const part = (await unseal(keys, envelope, context, row?.sealed ?? '')) as StoredEnvelopePart
  return restoreEnvelopePart(part, await parseFormVersions(await queryRows('select * from form_versions')))
}
