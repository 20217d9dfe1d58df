/** Runs steps in lanes beside each other. A lane that is free takes the next step, so that all end at about the same time. */
export async function runInLanes<Step>(
  lanes: number,
  steps: readonly (() => Promise<Step>)[],
): Promise<Step[]> {
  const queue = [...steps]
  const runLane = async () => {
    const finished: Step[] = []
    for (let run = queue.shift(); run; run = queue.shift()) finished.push(await run())
    return finished
  }
  return (await Promise.all(Array.from({ length: lanes }, runLane))).flat()
}
