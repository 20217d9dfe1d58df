import { expect, it } from 'vitest'
import { runInLanes } from './lanes.ts'

it('gives each step to the lane that is free first, and runs each once', async () => {
  const events: string[] = []
  const long = Promise.withResolvers<void>()
  const short = (name: string) => async () => {
    events.push(name)
    return name
  }
  const finished = await runInLanes(2, [
    async () => {
      events.push('long')
      await long.promise
      return 'long'
    },
    short('first'),
    short('second'),
    async () => {
      // The lane with the long step is still busy, so this ran in the other one.
      long.resolve()
      return short('third')()
    },
  ])
  expect(events).toEqual(['long', 'first', 'second', 'third'])
  expect(finished.toSorted()).toEqual(['first', 'long', 'second', 'third'])
})

it('runs no more steps at once than there are lanes', async () => {
  let running = 0
  let most = 0
  const step = async () => {
    running++
    most = Math.max(most, running)
    await new Promise(setImmediate)
    running--
  }
  await runInLanes(
    3,
    Array.from({ length: 10 }, () => step),
  )
  expect(most).toBe(3)
})
