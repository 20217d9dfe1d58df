import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  defaultLanguage,
  getOtherLanguages,
  languageNameWordingByLanguage,
  localisePath,
} from '../forms/language.ts'
import { buildSiteIfChanged } from './build-if-changed.ts'
import { parseCommandLine } from './command-line.ts'
import { closeOnSignal } from './end-on-signal.ts'
import { sendExampleIntakes } from './send-example-intakes.ts'
import { sendLivelyPractice } from './send-lively-practice.ts'
import { assertPortFree, type Portal, startPortal } from './start-portal.ts'

const { options } = parseCommandLine({
  usage: 'npm start [-- --lively]',
  options: { lively: { type: 'boolean' } },
})
const port = Number(process.env.PORT ?? 8787)
const servicesPort = Number(process.env.SERVICES_PORT ?? 8788)
const stateFolder = '.wrangler/state'

let portal: Portal | undefined
let minuteTimer: NodeJS.Timeout | undefined
// From the beginning, so that nothing is left behind when the signal comes during the start.
const isEnding = closeOnSignal(() => {
  clearInterval(minuteTimer)
  return portal?.close()
})
try {
  // Checks the ports first, so that a second start does not rebuild the site of the first.
  await assertPortFree(port)
  await assertPortFree(servicesPort)
  await runStep('Building the site, if it has changed', buildSiteIfChanged)
  portal = await startPortal({ port, servicesPort, stateFolder, onOutput: printTrouble, runStep })
  await sendExamplesOnce(portal)
  // Cloudflare runs the scheduled work every minute; this timer does so on a laptop.
  minuteTimer = setInterval(() => portal?.runScheduled().catch(() => undefined), 60_000)
  console.log(`
  The portal    ${portal.origin}/${describeTranslations(portal.origin)}
  The desk      ${portal.origin}/desk/
  The mailbox   ${portal.services.origin}/    and sign-in, both stand-ins for outside services

  Ctrl-C stops everything; what was sent stays in .wrangler/.`)
} catch (error) {
  // Whatever the start waits for fails when it is being closed.
  if (!isEnding()) {
    console.error(describeError(error))
    await portal?.close()
    process.exit(1)
  }
}

/** Sends the example intakes to a new database, once. With `--lively`, the practice then gets 32 files, once too. */
async function sendExamplesOnce(portal: Portal): Promise<void> {
  await runOnce('seeded', 'Sending the example intakes', () => sendExampleIntakes(portal.origin))
  if (options.lively)
    await runOnce('lively', 'Filling the example practice with 32 files', () => sendLivelyPractice(portal))
}

/** Runs a step unless the database has its marker. */
async function runOnce(marker: string, title: string, run: () => Promise<void>): Promise<void> {
  const markerPath = join(stateFolder, marker)
  if (existsSync(markerPath)) return
  await runStep(title, run)
  writeFileSync(markerPath, '')
}

/** Prints a line for a step, with the seconds that it took. */
async function runStep<Result>(title: string, run: () => Promise<Result>): Promise<Result> {
  const from = Date.now()
  process.stdout.write(`${title} … `)
  try {
    return await run()
  } finally {
    console.log(`${((Date.now() - from) / 1000).toFixed(1)} s`)
  }
}

function describeTranslations(origin: string): string {
  return getOtherLanguages(defaultLanguage)
    .map(
      (language) =>
        `         in ${languageNameWordingByLanguage[language][defaultLanguage]} ${origin}${localisePath(language, '/')}`,
    )
    .join('')
}

/** Prints errors only; the worker's other log lines are for people who look for them. */
function printTrouble(text: string): void {
  for (const line of text.split('\n')) {
    if (/"event":"error"|\[ERROR\]|✘/.test(line)) console.error(line)
  }
}

function describeError(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    const setting = error.port === port ? 'PORT' : 'SERVICES_PORT'
    return `Port ${error.port} is taken. Stop what uses it, or choose another: ${setting}=${Number(error.port) + 100} npm start`
  }
  return error instanceof Error ? error.message : String(error)
}
