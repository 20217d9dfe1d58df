import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { builtSiteFolder, readBuiltHtml } from '../../dev/built-site.ts'
import { type FetchVisitor, postForm } from '../../dev/send-example-form.ts'
import type { Portal } from '../../dev/start-portal.ts'
import { listPagePosts } from '../../forms/example.ts'
import { findBrowser } from '../browser/find-browser.ts'
import { serveFolder, serveOrigin } from './compressing-server.ts'
import {
  type Contestant,
  contestants,
  contestantTitles,
  type FieldCounts,
  isSlowPeer,
  type LoadsByContestant,
  listLoadValues,
  peerNames,
} from './contestants.ts'
import { countFields, type FormLoad, loadForm, type MeasuredForm } from './form-load.ts'
import { type Measure, median, roundToThousandths, summariseRuns } from './measure.ts'
import { formatPeerTable, formatRoundTripTable } from './peer-tables.ts'
import { REQUEST_LATENCY_MS, ROUND_TRIP_MS } from './slow-phone.ts'

/** The page that is compared. */
const OWN_PATH = '/intake/you/'
const ROUNDS = 9
/** How many rounds the peers take part in that need several times as long as the others. */
const ROUNDS_OF_SLOW_PEERS = 3
/** How many rounds are loaded at the delay of one round trip, to compare. */
const ROUNDS_AT_ROUND_TRIP = 3

/**
 * “About you” beside the same questions in other libraries and beside a page with one field, in one browser, one after
 * the other. It prints a table of what it found, for docs/benchmarks.md.
 */
export async function measurePeers(portal: Portal): Promise<Measure[]> {
  const folder = buildPeers()
  const servers = await Promise.all([
    serveOrigin(portal.origin),
    ...contestants.slice(1).map((name) => serveFolder(join(folder, name))),
  ])
  const browser = await (await findBrowser()).launch()
  try {
    const [own, ...others] = servers.map(({ origin }) => origin)
    const pages = {
      ours: { url: `${own}${OWN_PATH}`, cookie: await beginDraft(portal.origin) },
      ...Object.fromEntries(contestants.slice(1).map((name, index) => [name, { url: `${others[index]}/` }])),
    } as Record<Contestant, MeasuredForm>
    const takesPart = (name: Contestant, round: number) =>
      !isSlowPeer(name) || round % (ROUNDS / ROUNDS_OF_SLOW_PEERS) === 0
    const loads = await loadInTurns(browser, pages, ROUNDS, REQUEST_LATENCY_MS, takesPart)
    const isQuick = (name: Contestant) => !isSlowPeer(name)
    const sooner = await loadInTurns(browser, pages, ROUNDS_AT_ROUND_TRIP, ROUND_TRIP_MS, isQuick)
    const fields = await countAllFields(browser, pages)
    console.error(`${formatPeerTable(loads, fields)}\n\n${formatRoundTripTable(sooner)}`)
    return buildMeasures(loads, fields)
  } finally {
    await browser.close()
    for (const server of servers) server.close()
  }
}

/** Installs and builds the peers, and gives their folder. React is there once more with the styles of our own page. */
function buildPeers(): string {
  const folder = join(import.meta.dirname, '..', '..', '.wrangler', 'peers')
  for (const command of [
    ['dev/setup.mjs', 'tests/bench/peers'],
    ['tests/bench/peers/build.js', folder],
  ]) {
    const { status } = spawnSync(process.execPath, command, { stdio: ['ignore', 2, 2] })
    if (status !== 0) throw new Error(`${command[0]} failed`)
  }
  const styled = join(folder, 'styledReact')
  cpSync(join(folder, 'react'), styled, { recursive: true })
  cpSync(join(builtSiteFolder, '_astro'), join(styled, '_astro'), {
    recursive: true,
    filter: (path) => !path.endsWith('.js'),
  })
  const [styles] = /<style>.*<\/style>/s.exec(readBuiltHtml(OWN_PATH)) ?? ['']
  const html = readFileSync(join(styled, 'index.html'), 'utf8')
  writeFileSync(join(styled, 'index.html'), html.replace('</title>', `</title>${styles}`))
  return folder
}

/** Begins a form and fills in the pages before ours. Gives the cookie. */
async function beginDraft(origin: string): Promise<string> {
  const visitor: FetchVisitor = { origin, cookie: '' }
  for (const { path, fields } of listPagePosts(intakeForm, intakeExamples.byOneParent.fields)) {
    if (path === OWN_PATH) return visitor.cookie
    await postForm(visitor, path, fields)
  }
  throw new Error(`The form has no page ${OWN_PATH}`)
}

/** Loads each page once a round, so that a slow second of the machine hits all. One more round first warms up. */
async function loadInTurns(
  browser: Browser,
  pages: Readonly<Record<Contestant, MeasuredForm>>,
  rounds: number,
  latency: number,
  takesPart: (name: Contestant, round: number) => boolean,
): Promise<LoadsByContestant> {
  const loads = Object.fromEntries(contestants.map((name) => [name, new Map<number, FormLoad>()])) as Record<
    Contestant,
    Map<number, FormLoad>
  >
  for (const name of contestants) if (takesPart(name, 0)) await loadForm(browser, pages[name], latency)
  for (let round = 0; round < rounds; round++) {
    for (const name of contestants)
      if (takesPart(name, round)) loads[name].set(round, await loadForm(browser, pages[name], latency))
  }
  return loads
}

async function countAllFields(
  browser: Browser,
  pages: Readonly<Record<Contestant, MeasuredForm>>,
): Promise<FieldCounts> {
  const counts: Partial<Record<Contestant, { withScript: number; without: number }>> = {}
  for (const name of contestants)
    counts[name] = {
      withScript: await countFields(browser, pages[name], true),
      without: await countFields(browser, pages[name], false),
    }
  return counts as FieldCounts
}

function buildMeasures(loads: LoadsByContestant, fields: FieldCounts): Measure[] {
  const bestPeer = (of: (load: FormLoad) => number) =>
    peerNames.toSorted(
      (one, other) => median(listLoadValues(loads, one, of)) - median(listLoadValues(loads, other, of)),
    )[0] ?? 'react'
  const typable = ({ typable }: FormLoad) => typable
  const mainThread = ({ mainThread }: FormLoad) => mainThread
  const compare = (
    name: string,
    of: (load: FormLoad) => number,
    beside: Contestant,
    goal: number,
  ): Measure => {
    const ratios = [...loads[beside]].map(([round, load]) => of(loads.ours.get(round) as FormLoad) / of(load))
    return {
      name,
      ...summariseRuns(ratios),
      unit: `ratio to ${contestantTitles[beside]}`,
      goal,
      better: 'lower',
    }
  }
  return [
    compare('first-field-beside-one-field', typable, 'floor', 1.4),
    compare('first-field-beside-the-best-peer', typable, bestPeer(typable), 0.35),
    compare('main-thread-beside-the-best-peer', mainThread, bestPeer(mainThread), 0.5),
    {
      name: 'fields-with-javascript-off',
      value: roundToThousandths(fields.ours.without / fields.ours.withScript),
      unit: 'of those with it',
      goal: 1,
      better: 'higher',
    },
  ]
}
