import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration, AstroUserConfig } from 'astro'
import { DESK_PATH } from '../content/desk-addresses.ts'
import { languages, localisePath } from '../forms/language.ts'

type VitePlugin = Extract<
  NonNullable<NonNullable<AstroUserConfig['vite']>['plugins']>[number],
  { readonly name: string }
>

/** Stands for a wording until the chunks are written: a call with the text in each language, in the order of the list. */
const PLACEHOLDER = '__wordsByLanguage'
/** Its name in the scripts that are sent, each of which declares it: short, and none that a minifier gives. */
const SENT_PLACEHOLDER = '__w'

/**
 * The files whose wordings the desk also shows in another language than its page’s, and therefore loads in all of them: the
 * names of languages, and what is read to the other parent from the call sheet.
 */
export const SHOWN_IN_ANOTHER_LANGUAGE: readonly string[] = [
  'forms/language.ts',
  'desk/file/calling/call-sheet-wording.ts',
  'content/authorisation/call-attempts.ts',
  'content/authorisation/name-placeholders.ts',
]

/** Whether the desk shows the wordings of a module in the language of its page alone. */
const holdsWordingsOfPage = (id: string): boolean =>
  /\/(desk|content|forms)\/[^?]*\.tsx?$/.test(id) &&
  !SHOWN_IN_ANOTHER_LANGUAGE.some((file) => id.endsWith(`/${file}`))

const ENTRY = /\/desk\/app\/main\.tsx/
const FOLDER = '_astro/'

/**
 * Builds the desk’s scripts once for each language, with the words of that language alone: half of what the desk says is in
 * a language that its page does not show. A wording is an object literal with exactly the languages as its keys. Chunks
 * without words are shared, and public pages keep theirs as they are.
 */
export function splitDeskLanguages(): {
  readonly plugin: VitePlugin
  readonly integration: AstroIntegration
} {
  let entryName: string | undefined
  const plugin: VitePlugin = {
    name: 'split-desk-languages',
    enforce: 'post',
    applyToEnvironment: ({ name }) => name === 'client',
    transform(code, id) {
      if (!holdsWordingsOfPage(id) || !code.includes(`${languages[0]}:`)) return null
      return { code: replaceWordings(code, this.parse(code) as unknown as AstNode), map: null }
    },
    // After Vite has written into the chunks what each loads ahead.
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const chunks = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [file] : []))
        const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
        const entry = chunks.find(({ moduleIds }) => moduleIds.some((id) => ENTRY.test(id)))
        if (!entry) return
        entryName = entry.fileName
        const ofDesk = listReachable([entry.fileName], byName)
        const differing = listWithWords(ofDesk, byName)
        const ofPublicPages = listReachable(
          chunks
            .filter(({ isEntry, fileName }) => isEntry && fileName !== entryName)
            .map(({ fileName }) => fileName),
          byName,
        )
        const parse = (code: string) => this.parse(code) as unknown as AstNode
        for (const name of differing) {
          const { code = '' } = byName.get(name) ?? {}
          for (const [index, language] of languages.entries())
            this.emitFile({
              type: 'asset',
              fileName: name.replace(FOLDER, `${FOLDER}${language}/`),
              source: leadToVariants(pickLanguage(code, parse(code), index), language, differing),
            })
          if (!ofPublicPages.has(name)) delete bundle[name]
        }
        for (const chunk of chunks)
          if (chunk.code.includes(PLACEHOLDER)) chunk.code = restoreWordings(chunk.code, parse(chunk.code))
      },
    },
  }
  const integration: AstroIntegration = {
    name: 'split-desk-languages',
    hooks: {
      'astro:build:done': ({ dir }) => {
        if (!entryName) throw new Error('The build has no script of the desk')
        for (const language of languages) {
          const file = fileURLToPath(new URL(`.${localisePath(language, DESK_PATH)}index.html`, dir))
          const html = readFileSync(file, 'utf8')
          const variant = entryName.replace(FOLDER, `${FOLDER}${language}/`)
          if (!html.includes(`"/${entryName}"`))
            throw new Error(`${file} does not load the script of the desk`)
          writeFileSync(file, html.replaceAll(`"/${entryName}"`, `"/${variant}"`))
        }
      },
    },
  }
  return { plugin, integration }
}

/** A node of an ESTree. */
interface AstNode {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [property: string]: unknown
}

interface Replacement {
  readonly start: number
  readonly end: number
  readonly by: string
}

/** Replaces `{ en: a, fr: b }` by a call that no minifier touches: `__wordsByLanguage(a, b)`. */
const replaceWordings = (code: string, program: AstNode): string =>
  replaceRanges(
    code,
    listNodes(program).flatMap((node) => {
      const values = readWording(node)
      const before = (index: number) => (index === 0 ? `/* @__PURE__ */${PLACEHOLDER}(` : ',')
      return values ? encloseValues(node, values, before, ')') : []
    }),
  )

/** Turns the calls into objects of every language again. */
const restoreWordings = (code: string, program: AstNode): string =>
  replaceRanges(
    code,
    listNodes(program).flatMap((node) => {
      const texts = readPlaceholder(node)
      return texts
        ? encloseValues(node, texts, (index) => `${index === 0 ? '({' : ','}${languages[index]}:`, '})')
        : []
    }),
  )

/** Keeps the text in one language. What asks for another by mistake gets that one, rather than nothing. */
const pickLanguage = (code: string, program: AstNode, index: number): string => {
  const nodes = listNodes(program)
  const all = nodes.flatMap((node) => {
    const texts = readPlaceholder(node)
    const text = texts?.[index]
    if (!text) return []
    return [
      { start: node.start, end: text.start, by: `${SENT_PLACEHOLDER}(` },
      { start: text.end, end: node.end, by: ')' },
    ]
  })
  // A wording inside the text of another language goes with it.
  const outermost = all.filter(
    (one) => !all.some((other) => other !== one && other.start <= one.start && one.end <= other.end),
  )
  if (outermost.length === 0) return code
  const define = `const ${SENT_PLACEHOLDER}=t=>({${languages.map((language) => `${language}:t`)}});`
  return define + replaceRanges(code, outermost)
}

/** Leads the imports of a chunk, and the list of what to load ahead, to chunks of the same language. */
const leadToVariants = (code: string, language: string, differing: ReadonlySet<string>): string =>
  code
    .replace(/(["'`])\.\/([^"'`/]+\.js)\1/g, (_, quote: string, name: string) =>
      differing.has(`${FOLDER}${name}`) ? `${quote}./${name}${quote}` : `${quote}../${name}${quote}`,
    )
    .replace(/"_astro\/([^"/]+\.js)"/g, (whole, name: string) =>
      differing.has(`${FOLDER}${name}`) ? `"${FOLDER}${language}/${name}"` : whole,
    )

interface Chunk {
  readonly fileName: string
  readonly code: string
  readonly imports: readonly string[]
  readonly dynamicImports: readonly string[]
}

/** Lists chunks with all that they import, at the start or later. */
function listReachable(names: readonly string[], byName: ReadonlyMap<string, Chunk>): Set<string> {
  const reached = new Set<string>()
  const follow = (name: string) => {
    const chunk = byName.get(name)
    if (!chunk || reached.has(name)) return
    reached.add(name)
    for (const next of [...chunk.imports, ...chunk.dynamicImports]) follow(next)
  }
  for (const name of names) follow(name)
  return reached
}

/** Lists the chunks that hold words, or that import one that does: those that differ by language. */
const listWithWords = (names: ReadonlySet<string>, byName: ReadonlyMap<string, Chunk>): Set<string> =>
  new Set(
    [...names].filter((name) =>
      [...listReachable([name], byName)].some((reached) => byName.get(reached)?.code.includes(PLACEHOLDER)),
    ),
  )

/** Lists a node and every one in it, each before those inside it. */
function listNodes(node: AstNode): AstNode[] {
  const isNode = (value: unknown): value is AstNode =>
    typeof value === 'object' && value !== null && typeof (value as AstNode).type === 'string'
  const children = Object.values(node)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter(isNode)
  return [node, ...children.flatMap(listNodes)]
}

/** Gives the values of a wording, in the order of the languages; undefined for any other node. */
function readWording(node: AstNode): AstNode[] | undefined {
  if (node.type !== 'ObjectExpression') return undefined
  const properties = node.properties as readonly AstNode[]
  const isWording =
    properties.length === languages.length &&
    properties.every(({ type, computed, method, shorthand, kind, key }, index) => {
      const isPlain = type === 'Property' && kind === 'init' && !computed && !method && !shorthand
      return isPlain && (key as AstNode).name === languages[index]
    })
  return isWording ? properties.map(({ value }) => value as AstNode) : undefined
}

/** Gives the texts of a placeholder; undefined for any other node. */
function readPlaceholder(node: AstNode): AstNode[] | undefined {
  const isPlaceholder = node.type === 'CallExpression' && (node.callee as AstNode).name === PLACEHOLDER
  return isPlaceholder ? (node.arguments as AstNode[]) : undefined
}

/** Replaces what stands before each value of a node, and behind the last. */
const encloseValues = (
  { start, end }: AstNode,
  values: readonly AstNode[],
  before: (index: number) => string,
  behind: string,
): Replacement[] => [
  ...values.map((value, index) => ({
    start: values[index - 1]?.end ?? start,
    end: value.start,
    by: before(index),
  })),
  { start: values.at(-1)?.end ?? end, end, by: behind },
]

/** Replaces ranges of a text that do not overlap. */
const replaceRanges = (code: string, replacements: readonly Replacement[]): string =>
  replacements
    .toSorted((one, other) => other.start - one.start || other.end - one.end)
    .reduce((text, { start, end, by }) => text.slice(0, start) + by + text.slice(end), code)
