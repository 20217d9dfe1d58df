/** The imports of each node, which is a file or a child of a folder. */
export type ImportGraph = ReadonlyMap<string, ReadonlySet<string>>

/** Finds circles in a graph, each written as `a → b → a`. No two of them share a node. */
export function findCircles(graph: ImportGraph): string[] {
  const rest = new Map(graph)
  const circles: string[] = []
  for (;;) {
    removeWhatLeadsNowhere(rest)
    const [start] = rest.keys()
    if (start === undefined) return circles
    const circle = walkUntilMetAgain(rest, start)
    circles.push([...circle, circle[0]].join(' → '))
    for (const node of circle) rest.delete(node)
  }
}

/** Removes nodes until every remaining node imports another remaining one. */
function removeWhatLeadsNowhere(rest: Map<string, ReadonlySet<string>>): void {
  for (let before = -1; before !== rest.size; ) {
    before = rest.size
    for (const [node, targets] of rest)
      if (![...targets].some((target) => rest.has(target))) rest.delete(node)
  }
}

function walkUntilMetAgain(rest: ReadonlyMap<string, ReadonlySet<string>>, start: string): string[] {
  const way = [start]
  for (;;) {
    const next = [...(rest.get(way.at(-1) ?? '') ?? [])].find((target) => rest.has(target)) ?? start
    if (way.includes(next)) return way.slice(way.indexOf(next))
    way.push(next)
  }
}

/** Groups imports by folder: for each folder, which of its children imports which. `desk` → `ui` → {`client`}. */
export function groupImportsByFolder(graph: ImportGraph): Map<string, Map<string, Set<string>>> {
  const folders = new Map<string, Map<string, Set<string>>>()
  for (const [from, targets] of graph)
    for (const to of targets) {
      const [fromSteps, toSteps] = [from.split('/'), to.split('/')]
      const fork = fromSteps.findIndex((step, index) => step !== toSteps[index])
      const folder = fromSteps.slice(0, fork).join('/')
      const [fromChild, toChild] = [fromSteps[fork], toSteps[fork]]
      if (fromChild === undefined || toChild === undefined) continue
      const children = folders.get(folder) ?? new Map<string, Set<string>>()
      children.set(fromChild, (children.get(fromChild) ?? new Set()).add(toChild))
      folders.set(folder, children)
    }
  return folders
}
