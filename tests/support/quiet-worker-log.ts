// Runs before each file of the worker's tests. Drops the lines that the worker logs, but errors: printing
// one for each request took 4 % of the runtime's time. A test that reads them watches the console itself.
const isQuiet = Symbol.for('console is quiet')

if (!(isQuiet in console)) {
  const print = console.log
  const printUnlessLogged = (...values: unknown[]): void => {
    const [line] = values
    if (typeof line !== 'string' || !line.startsWith('{"event":') || line.startsWith('{"event":"error"'))
      print(...values)
  }
  Object.assign(console, { log: printUnlessLogged, [isQuiet]: true })
}
