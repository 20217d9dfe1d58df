import { composePrintedLetter } from '../../content/mail/printed-letter.ts'
import { listChecksThatNeedSomebody } from '../../content/operations/operation-checks.ts'
import { recordDailyCheck } from '../../db/scheduled-runs.ts'
import type { Environment } from '../environment.ts'
import { log } from '../log.ts'
import { createMessagesToAdministrators } from '../mail/coordinator-messages.ts'
import { loadWords } from '../site/load-words.ts'
import { loadOperations } from './load-operations.ts'

/** The hour, in UTC, from which a day is looked at: before the practice opens, from St. John’s to Vancouver. */
const CHECK_HOUR = 12

/** Whether it is time to look at a day. */
export const isDailyCheckDue = (now: number): boolean => new Date(now).getUTCHours() >= CHECK_HOUR

/** Looks once a day at how the portal runs, and e-mails the administrators when something needs somebody, else nobody. */
export async function checkOperations(env: Environment, day: string, now: number): Promise<void> {
  const due = listChecksThatNeedSomebody(await loadOperations(env, now))
  const { operationChecks } = await loadWords(env)
  const messages =
    due.length === 0
      ? []
      : await createMessagesToAdministrators(env, 'operations', now, (letters, language) =>
          composePrintedLetter(letters.operations[language], {
            checks: due.map((name) => operationChecks[name][language]).join(', '),
            portalOrigin: env.portalOrigin,
          }),
        )
  if (await recordDailyCheck(env.db, day, messages, now)) log('operations_checked', { due })
}
