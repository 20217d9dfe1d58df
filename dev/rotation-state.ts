import { execFileSync } from 'node:child_process'

// `npm run keys:rotate` shows how far the worker is with re-sealing, which it does by itself, a step each minute, once the
// ring has a newer key. `-- --remote` asks the deployed database, and without it the laptop's.
const place = process.argv.includes('--remote') ? '--remote' : '--local'

const query = <Row>(sql: string): Row[] => {
  const command = ['d1', 'execute', 'evenhand', place, '--json', '--command', sql]
  const output = execFileSync('wrangler', command, { stdio: ['inherit', 'pipe', 'inherit'] }).toString()
  return (JSON.parse(output) as [{ results: Row[] }])[0].results
}

for (const { column, kid, resealed, unreadable, finished_at } of query<{
  column: string
  kid: string
  resealed: number
  unreadable: number
  finished_at: number | null
}>('select * from key_rotations order by column'))
  console.log(
    finished_at === null
      ? `${column}: under way to ${kid}; this pass re-sealed ${resealed} and could not open ${unreadable}`
      : `${column}: every value is under ${kid}`,
  )

for (const { kid, rows_left } of query<{ kid: string; rows_left: number | null }>(
  'select kid, rows_left from ring_keys order by kid',
))
  console.log(rows_left === 0 ? `${kid}: no row needs it; it may leave the ring` : `${kid}: in use`)
