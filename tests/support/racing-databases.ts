import { expect, onTestFinished } from 'vitest'
import { createWatchedD1 } from './test-portal.ts'

/** Creates a database that does something once, right before the first call with a matching statement runs. */
export function createD1ActingBefore(statement: RegExp, act: () => PromiseLike<unknown>) {
  let acted = false
  onTestFinished(() => expect(acted, `a call with ${statement}`).toBe(true))
  return createWatchedD1(async (statements, go) => {
    if (!acted && statements.some((sql) => statement.test(sql))) {
      acted = true
      await act()
    }
    return go()
  })
}

/** Creates a database that fails before every call with a matching statement. */
export const createFailingD1 = (statement: RegExp, message = 'D1_ERROR: Kanari') =>
  createWatchedD1(async (statements, go) => {
    if (statements.some((sql) => statement.test(sql))) throw new Error(message)
    return go()
  })

/** Creates a database that runs every call with a matching statement, and loses its answer. */
export const createD1LosingAnswers = (statement: RegExp) =>
  createWatchedD1(async (statements, go) => {
    const answer = await go()
    if (statements.some((sql) => statement.test(sql))) throw new Error('D1_ERROR: Network connection lost.')
    return answer
  })
