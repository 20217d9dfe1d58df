import { listSealedValues, replaceSealedValue, type SealedColumnName } from '../../db/key-rotations.ts'
import { getErrorLogFields, log } from '../log.ts'
import type { SealPurpose } from '../privacy/key-ring.ts'
import { seal, unseal } from '../privacy/seal.ts'
import { cursorAfter, type RotatedDatabase, type Rotation } from './rotation.ts'

/** Every column that is sealed under the ring, and for what. Drafts are not: their keys need the parent’s token. */
export const sealPurposeByColumn: Readonly<Record<SealedColumnName, SealPurpose>> = {
  'parents.sealed_contact_rules': 'answers',
  'parents.sealed_display_name': 'answers',
  'submissions.sealed_answers': 'answers',
  'submissions.sealed_safety': 'safety',
  'submissions.sealed_other_contact': 'otherContact',
  'authorisations.sealed_evidence': 'answers',
  'authorisations.sealed_other_contact': 'otherContact',
  'order_readings.sealed_document': 'answers',
  'screenings.sealed_note': 'safety',
  'attendances.sealed_details': 'answers',
  'time_requests.sealed_preferences': 'answers',
  'reminders.sealed_text': 'answers',
  'notes.sealed_text': 'answers',
  'notes.sealed_screening_text': 'safety',
  'sent_letters.sealed_text': 'answers',
  'file_retentions.sealed_hold_note': 'answers',
  'outbox.sealed_message': 'mail',
}

/** Lists the rotation of each sealed column. What cannot be unsealed is left as it is and passed over. */
export const listColumnResealings = (): Rotation[] =>
  Object.entries(sealPurposeByColumn).map(([name, purpose]) => {
    const column = name as SealedColumnName
    return {
      column,
      purpose,
      async rotateRows(env, { kid, cursor }, limit) {
        const values = await listSealedValues(env.db, column, cursor, limit)
        let [resealed, unreadable] = [0, 0]
        for (const { id, sealed } of values) {
          if (!sealed || readKid(sealed) === kid) continue
          if (await resealValue(env, column, purpose, id, sealed)) resealed++
          else unreadable++
        }
        return { cursor: cursorAfter(values, limit), resealed, unreadable }
      },
    }
  })

/** Re-seals a value. Gives false when it cannot be unsealed. A value that was written meanwhile stays as it is. */
async function resealValue(
  { db, keys }: RotatedDatabase,
  column: SealedColumnName,
  purpose: SealPurpose,
  id: string,
  sealed: string,
): Promise<boolean> {
  const context = `${column}:${id}` as const
  try {
    const after = await seal(keys, purpose, context, await unseal(keys, purpose, context, sealed))
    await replaceSealedValue(db, column, id, { before: sealed, after })
    return true
  } catch (error) {
    log('value_unreadable', { column, row: id, ...getErrorLogFields(error) })
    return false
  }
}

/** Reads the id of the key that a value names; undefined when it is no sealed value. */
function readKid(sealed: string): unknown {
  const [header = ''] = sealed.split('.')
  try {
    return JSON.parse(atob(header.replaceAll('-', '+').replaceAll('_', '/'))).kid
  } catch {
    return undefined
  }
}
