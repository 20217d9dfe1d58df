import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { listPeerQuestions } from '../peer-questions.ts'

// Builds every peer, minified, into the folder that is given: `node tests/bench/peers/build.js .wrangler/peers`.
const [, , folder] = process.argv
const here = import.meta.dirname
const MODULE = 'virtual:questions'

/** Gives a peer the questions as plain data, in place of its own declarations of them. */
const questions = {
  name: 'questions',
  resolveId: (id) => (id === MODULE ? `\0${MODULE}` : undefined),
  load: (id) => (id === `\0${MODULE}` ? `export default ${JSON.stringify(listPeerQuestions())}` : undefined),
}

for (const peer of ['surveyjs', 'formio', 'react', 'floor']) {
  const outDir = join(folder, peer)
  mkdirSync(outDir, { recursive: true })
  await build({
    root: join(here, peer),
    configFile: false,
    logLevel: 'error',
    plugins: [questions],
    build: { outDir, emptyOutDir: true, chunkSizeWarningLimit: 10_000 },
  })
}
// Form.io’s guide loads what it has built and minified itself.
for (const file of ['formio.form.min.js', 'formio.form.min.css'])
  cpSync(join(here, 'node_modules/@formio/js/dist', file), join(folder, 'formio', file))
cpSync(
  join(here, 'node_modules/bootstrap/dist/css/bootstrap.min.css'),
  join(folder, 'formio/bootstrap.min.css'),
)
