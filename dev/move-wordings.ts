import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RolldownMagicString } from 'rolldown'
import { type ESTree, parseSync, Visitor } from 'rolldown/utils'
import { languages, type Wording } from '../forms/language.ts'

const ROOT = join(import.meta.dirname, '..')

/**
 * The files whose wordings the build moves out of the worker, into a file of the site. Nothing in them may be read while
 * the worker starts, or say that something went wrong: then the words may not be there.
 */
const MOVED_FROM = [
  'content/forms/{added-pages,resume-title}.ts',
  'content/forms/{booking,contact-authorisation,intake,joining}/*.ts',
  'content/{cancellation-wording,file-stages}.ts',
  'content/authorisation/{call-attempts,order-readings,receipt-check-wording}.ts',
  'content/booking/meeting-modes.ts',
  'content/file/{contact-log,decision-reasons,dismissals,erasures,notes,overrides,screenings}.ts',
  'content/record/safety-opening-reasons.ts',
  'content/site/wording.ts',
  'content/time/time-zones.ts',
  'forms/questions/{address,choice,choices,email,phone,plain-text,yes-no-not-sure}.ts',
]
/** Only the site or tests read them. */
const NEVER_IN_WORKER = /\.(test|fixture)\.ts$|\/(examples|full-example|start-page-wording)\.ts$/

/** Every wording that is moved, in the order of the files, and in a file as they stand there. */
export interface MovedWordings {
  readonly wordings: readonly Wording[]
  /** The place of the first wording of each file, by path. */
  readonly firstIndexByFile: ReadonlyMap<string, number>
}

/** Collects the wordings that are moved, from the sources. */
export function collectMovedWordings(): MovedWordings {
  const wordings: Wording[] = []
  const firstIndexByFile = new Map<string, number>()
  for (const file of globSync(MOVED_FROM, { cwd: ROOT }).toSorted()) {
    if (NEVER_IN_WORKER.test(file)) continue
    const found = findWordings(file, readFileSync(join(ROOT, file), 'utf8'))
    if (found.length > 0) firstIndexByFile.set(file, wordings.length)
    wordings.push(...found.map(({ wording }) => wording))
  }
  return { wordings, firstIndexByFile }
}

/** Writes the moved wordings as the site holds them. The worker refuses any text but this one, by its hash. */
export const writeMovedWordings = ({ wordings }: MovedWordings): string => JSON.stringify(wordings)

/** Writes the module that is bundled in place of `worker/site/declared-wordings.ts`, as dev/build-worker.ts says. */
export function writeDeclaredWordings(moved: MovedWordings): string {
  const hash = createHash('sha256').update(writeMovedWordings(moved)).digest('hex')
  const declared = { count: moved.wordings.length, hash }
  return `export const declaredWordings = ${JSON.stringify(declared)}\n`
}

/**
 * Replaces each wording of a source by its place among those that the worker loads, from a given place on. Gives the source
 * with its source map, or undefined when it has none.
 */
export function moveWordings(
  file: string,
  source: string,
  firstIndex: number,
): { code: string; map: string } | undefined {
  const rest = new RolldownMagicString(source)
  for (const [index, { start, end }] of findWordings(file, source).entries())
    rest.overwrite(start, end, `movedWordings[${firstIndex + index}]`)
  if (!rest.hasChanged()) return
  rest.prepend(`import { movedWordings } from '${MODULE}'\n`)
  return { code: rest.toString(), map: rest.generateMap({ hires: true }).toString() }
}

const MODULE = join(ROOT, 'worker/site/moved-wordings.ts')

interface FoundWording {
  readonly wording: Wording
  readonly start: number
  readonly end: number
}

/** Finds the wordings of a source whose texts are written out. The worker leaves out what only pages show. */
function findWordings(file: string, source: string): FoundWording[] {
  const found: FoundWording[] = []
  let callsOnPages = 0
  new Visitor({
    CallExpression(call) {
      if (isOnPages(call)) callsOnPages++
    },
    'CallExpression:exit'(call) {
      if (isOnPages(call)) callsOnPages--
    },
    ObjectExpression(object) {
      const wording = callsOnPages === 0 && readWording(object)
      if (wording) found.push({ wording, start: object.start, end: object.end })
    },
  }).visit(parseSync(file, source, { astType: 'js' }).program)
  return found
}

const isOnPages = ({ callee }: ESTree.CallExpression): boolean =>
  callee.type === 'Identifier' && callee.name === 'showOnPages'

/** Gives the wording that an object writes out: a text in each language, and nothing else. */
function readWording({ properties }: ESTree.ObjectExpression): Wording | undefined {
  const texts: Record<string, string> = {}
  for (const property of properties) {
    if (property.type !== 'Property' || property.computed || property.key.type !== 'Identifier') return
    const text = readText(property.value)
    if (text === undefined) return
    texts[property.key.name] = text
  }
  const isWording =
    Object.keys(texts).length === languages.length && languages.every((language) => language in texts)
  return isWording ? (texts as Wording) : undefined
}

function readText(value: ESTree.Expression): string | undefined {
  if (value.type === 'Literal') return typeof value.value === 'string' ? value.value : undefined
  if (value.type !== 'TemplateLiteral' || value.expressions.length > 0) return
  return value.quasis[0]?.value.cooked ?? undefined
}
