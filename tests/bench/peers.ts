import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
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
import { countFields, type FormLoad, loadForm, type MeasuredForm } from './form-load.ts'
import { type Measure, median, roundToThousandths, summariseRuns } from './measure.ts'

/** The page that is compared. */
const OWN_PATH = '/intake/you/'
const ROUNDS = 11
const PEERS = ['surveyjs', 'formio', 'react'] as const
const ALL = ['ours', 'floor', ...PEERS] as const
type Contestant = (typeof ALL)[number]

/**
 * “About you” beside the same questions in other libraries and beside a page with one field, in one browser, one after
 * the other. It prints a table of what it found, for docs/benchmarks.md.
 */
export async function measurePeers(portal: Portal): Promise<Measure[]> {
  const folder = buildPeers()
  const servers = await Promise.all([
    serveOrigin(portal.origin),
    ...ALL.slice(1).map((name) => serveFolder(join(folder, name))),
  ])
  const browser = await (await findBrowser()).launch()
  try {
    const [own, ...others] = servers.map(({ origin }) => origin)
    const pages = {
      ours: { url: `${own}${OWN_PATH}`, cookie: await beginDraft(portal.origin) },
      ...Object.fromEntries(ALL.slice(1).map((name, index) => [name, { url: `${others[index]}/` }])),
    } as Record<Contestant, MeasuredForm>
    const loads = await loadInTurns(browser, pages)
    const fields = await countAllFields(browser, pages)
    console.error(formatTable(loads, fields))
    return buildMeasures(loads, fields)
  } finally {
    await browser.close()
    for (const server of servers) server.close()
  }
}

/** Installs and builds the peers, and gives their folder. React’s has the style sheet of our own page. */
function buildPeers(): string {
  const folder = join(import.meta.dirname, '..', '..', '.wrangler', 'peers')
  for (const command of [
    ['dev/setup.mjs', 'tests/bench/peers'],
    ['tests/bench/peers/build.js', folder],
  ]) {
    const { status } = spawnSync(process.execPath, command, { stdio: ['ignore', 2, 2] })
    if (status !== 0) throw new Error(`${command[0]} failed`)
  }
  const react = join(folder, 'react')
  mkdirSync(join(react, '_astro'), { recursive: true })
  cpSync(join(builtSiteFolder, '_astro'), join(react, '_astro'), {
    recursive: true,
    filter: (path) => !path.endsWith('.js'),
  })
  const [styles] = /<style>.*<\/style>/s.exec(readBuiltHtml(OWN_PATH)) ?? ['']
  const html = readFileSync(join(react, 'index.html'), 'utf8')
  writeFileSync(join(react, 'index.html'), html.replace('</title>', `</title>${styles}`))
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

type LoadsByContestant = Readonly<Record<Contestant, readonly FormLoad[]>>

/** Loads each page once a round, so that a slow second of the machine hits all. The first round warms up. */
async function loadInTurns(
  browser: Browser,
  pages: Readonly<Record<Contestant, MeasuredForm>>,
): Promise<LoadsByContestant> {
  const loads = Object.fromEntries(ALL.map((name) => [name, [] as FormLoad[]])) as Record<
    Contestant,
    FormLoad[]
  >
  for (let round = 0; round <= ROUNDS; round++) {
    for (const name of ALL) {
      const load = await loadForm(browser, pages[name])
      if (round > 0) loads[name].push(load)
    }
  }
  return loads
}

type FieldCounts = Readonly<Record<Contestant, { readonly withScript: number; readonly without: number }>>

async function countAllFields(
  browser: Browser,
  pages: Readonly<Record<Contestant, MeasuredForm>>,
): Promise<FieldCounts> {
  const counts: Partial<Record<Contestant, { withScript: number; without: number }>> = {}
  for (const name of ALL)
    counts[name] = {
      withScript: await countFields(browser, pages[name], true),
      without: await countFields(browser, pages[name], false),
    }
  return counts as FieldCounts
}

function buildMeasures(loads: LoadsByContestant, fields: FieldCounts): Measure[] {
  const bestPeer = (of: (load: FormLoad) => number) =>
    PEERS.toSorted((one, other) => median(loads[one].map(of)) - median(loads[other].map(of)))[0] ?? 'react'
  const typable = ({ typable }: FormLoad) => typable
  const mainThread = ({ mainThread }: FormLoad) => mainThread
  const compare = (
    name: string,
    of: (load: FormLoad) => number,
    beside: Contestant,
    goal: number,
  ): Measure => {
    const ratios = loads.ours.map((own, round) => of(own) / of(loads[beside][round] as FormLoad))
    return { name, ...summariseRuns(ratios), unit: `ratio to ${NAMES[beside]}`, goal, better: 'lower' }
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

const NAMES: Readonly<Record<Contestant, string>> = {
  ours: '“About you”, ours',
  floor: 'a page with one field',
  surveyjs: 'SurveyJS',
  formio: 'Form.io',
  react: 'React, react-hook-form and zod',
}

/** Medians, with the middle half of the rounds. */
function formatTable(loads: LoadsByContestant, fields: FieldCounts): string {
  const rows = ALL.map((name) => {
    const spread = (of: (load: FormLoad) => number) => {
      const values = loads[name].map(of)
      const { value, spread } = summariseRuns(values)
      return `${Math.round(value)} (${Math.round(spread?.from ?? value)}–${Math.round(spread?.to ?? value)})`
    }
    const kilobytes = (of: (load: FormLoad) => number) => (median(loads[name].map(of)) / 1000).toFixed(1)
    return [
      NAMES[name],
      ...(['html', 'style', 'script', 'all'] as const).map((type) => kilobytes(({ bytes }) => bytes[type])),
      spread(({ typable }) => typable),
      spread(({ mainThread }) => mainThread),
      spread(({ script }) => script),
      spread(({ styleAndLayout }) => styleAndLayout),
      `${fields[name].without} of ${fields[name].withScript}`,
    ]
  })
  return [HEADINGS, HEADINGS.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

const HEADINGS = [
  'page',
  'HTML, kB',
  'style, kB',
  'script, kB',
  'all, kB',
  'first field, ms',
  'main thread, ms',
  'of it script',
  'of it style and layout',
  'fields with JavaScript off',
]
