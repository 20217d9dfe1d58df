import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isExamplePractice } from '../../content/example-practice.ts'
import { crisisLines, practice } from '../../content/practice.ts'
import { describeFaintColour, findFaintColours } from '../colours/contrast.ts'
import { parseCommandLine } from '../command-line.ts'
import { findCoordinatorFaults } from '../deploy/find-coordinator-faults.ts'
import { EXAMPLE_COORDINATORS, findExampleSettings } from '../deploy/find-example-settings.ts'
import { exitWithMessage } from '../exit-with-message.ts'
import { findAnswerProblems, listLeftQuestions, readAnswers } from './answers.ts'
import { readAnswersFile, writeAnswersFile } from './answers-file.ts'
import { askQuestions } from './ask-questions.ts'
import { buildSettings } from './build-settings.ts'
import { DRAWN_LOGO_MARK, drawLogo } from './draw-logo.ts'
import { createCoordinatorId, type EnteredAnswers } from './questions.ts'

// `npm run practice:new` asks for what makes the portal a practice's own, and writes content/practice.ts and a first logo. Each
// answer goes into practice-answers.json as it comes, so that a command that was interrupted goes on where it was. With
// `-- --answers FILE` it asks nothing. At the end it lists what is still the example's. docs/set-up.md says what comes before and
// after.
const ANSWERS = 'practice-answers.json'
const SETTINGS = 'content/practice.ts'
const LOGO = 'site/public/logo.svg'

const today = new Date().toISOString().slice(0, 10)
const { options } = parseCommandLine({
  usage: 'npm run practice:new [-- --answers FILE]',
  options: { answers: { type: 'string' } },
})
const answers = options.answers === undefined ? await askForAnswers() : readGivenAnswers(options.answers)
refuseLostCoordinators(answers)
const settings = await writeSettings(answers)
writeLogo(settings)
execFileSync(process.execPath, ['dev/public-holidays.ts'], { stdio: 'inherit' })
reportWhatIsLeft(settings, answers)

async function askForAnswers(): Promise<EnteredAnswers> {
  const entered = tryReading(ANSWERS)
  console.log(
    existsSync(ANSWERS)
      ? `The answers in ${ANSWERS} are taken up again. What has none is asked.`
      : `Each answer is stored in ${ANSWERS}. You can stop at any time with Ctrl-C, and go on later.`,
  )
  console.log('Enter alone leaves a question for later; “back” goes back to the one before.')
  const isComplete = await askQuestions(entered, {
    input: process.stdin,
    terminal: process.stdin.isTTY ? process.stdout : undefined,
    print: console.log,
    today,
    store: (stored) => writeAnswersFile(ANSWERS, stored),
  })
  if (!isComplete)
    exitWithMessage(
      `\nNothing was written to ${SETTINGS} yet. Your answers are in ${ANSWERS}; npm run practice:new goes on with them.`,
    )
  return entered
}

function readGivenAnswers(path: string): EnteredAnswers {
  if (!existsSync(path)) exitWithMessage(`There is no file ${path}.`)
  const given = tryReading(path)
  const problems = findAnswerProblems(given, today)
  if (problems.length > 0)
    exitWithMessage(
      `Nothing was written. In ${path}:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    )
  return given
}

function tryReading(path: string): EnteredAnswers {
  try {
    return readAnswersFile(path)
  } catch (error) {
    exitWithMessage((error as Error).message)
  }
}

/** Whoever led a file stays in the settings, with the day on which they left: the record names them. */
function refuseLostCoordinators({ coordinators }: EnteredAnswers): void {
  const ids = coordinators.map(({ name = '' }) => createCoordinatorId(name)).filter(Boolean)
  const own = [...practice.coordinators, ...practice.formerCoordinators].filter(
    ({ id }) => !EXAMPLE_COORDINATORS.includes(id),
  )
  const lost = own.filter(({ id }) => ids.length > 0 && !ids.includes(id))
  if (lost.length > 0)
    exitWithMessage(
      `Nothing was written. ${SETTINGS} has ${lost.map(({ name }) => name).join(', ')}, whom the answers lack. This command \
sets a practice up; change the settings of one that runs by hand, and give whoever leaves the day on which they did (leftOn).`,
    )
}

type WrittenSettings = Pick<
  typeof import('../../content/practice.ts'),
  'practice' | 'crisisLines' | 'practiceColours' | 'retentionSources'
>

/** Replaces the settings once the portal's own schema has taken the new ones. */
async function writeSettings(entered: EnteredAnswers): Promise<WrittenSettings> {
  const code = buildSettings(readAnswers(entered, today), { practice, crisisLines })
  // Loads the compiler only now, since most refusals come before.
  const { replaceSettings } = await import('./replace-settings.ts')
  const text = replaceSettings(readFileSync(SETTINGS, 'utf8'), code)
  const formatted = execFileSync(
    'biome',
    ['format', '--vcs-enabled=false', `--stdin-file-path=${SETTINGS}`],
    { input: text },
  )
  const draft = SETTINGS.replace('.ts', '.new.ts')
  writeFileSync(draft, formatted)
  try {
    const written = (await import(pathToFileURL(resolve(draft)).href)) as WrittenSettings
    const faint = findFaintColours(written.practiceColours).map(describeFaintColour)
    if (faint.length > 0) throw new Error(faint.join('\n'))
    renameSync(draft, SETTINGS)
    return written
  } catch (error) {
    rmSync(draft)
    exitWithMessage(`Nothing was written, since the settings would be faulty:\n${(error as Error).message}`)
  }
}

/** Draws a first logo where there is none, or one that this command drew before. */
function writeLogo(written: WrittenSettings): void {
  const isOwn = existsSync(LOGO) && !readFileSync(LOGO, 'utf8').includes(DRAWN_LOGO_MARK)
  if (isOwn || isExamplePractice(written.practice.name)) return
  const { pine, onPine } = written.practiceColours.light
  writeFileSync(LOGO, drawLogo(written.practice.name, { ground: pine, text: onPine }))
}

function reportWhatIsLeft(written: WrittenSettings, entered: EnteredAnswers): void {
  const left = [
    ...findExampleSettings({ ...written.practice, ...written }, today),
    ...findCoordinatorFaults(written.practice, today),
    ...listLeftQuestions(entered).map(({ place, question }) => `${place} has no answer yet. ${question.ask}`),
  ]
  console.log(
    `Wrote ${SETTINGS}${existsSync(LOGO) ? `; the logo is ${LOGO}, which you replace by your own` : ''}.`,
  )
  console.log(
    left.length > 0
      ? `Still the example’s, or open:\n${left.map((line) => `  - ${line}`).join('\n')}`
      : 'Nothing of the example is left in the settings.',
  )
  console.log(
    `Not asked, and worth reading in ${SETTINGS}: lateCancellation, retention and its sources, who pays for a session, the address of the \
leave button.\nThen: npm run check:content finds what the pages say otherwise, npm start shows the portal, docs/set-up.md goes on.`,
  )
}
