import { parseArgs } from 'node:util'
import { endOnOutsideFault } from './end-on-outside-fault.ts'

/** How a command is called. */
interface CommandLine<Options extends Readonly<Record<string, CommandOption>>> {
  /** The whole command, as somebody types it: `npm run backup -- --env production --to FOLDER`. */
  readonly usage: string
  readonly options?: Options
  /** What may stand beside the options: nothing if left out, one of these words, or anything. */
  readonly words?: readonly string[] | 'any'
}

interface CommandOption {
  readonly type: 'string' | 'boolean'
  /** The only values that there are. */
  readonly choices?: readonly string[]
  readonly isRequired?: true
}

type ParsedOptions<Options extends Readonly<Record<string, CommandOption>>> = {
  readonly [Name in keyof Options]: Options[Name]['type'] extends 'boolean'
    ? boolean
    : Chosen<Options[Name]> | (Options[Name]['isRequired'] extends true ? never : undefined)
}
type Chosen<Option extends CommandOption> = Option['choices'] extends readonly (infer Choice)[]
  ? Choice
  : string

/** How a command ends that was called wrongly and did nothing, as programs of Unix do. */
const WRONG_USAGE = 2

/**
 * Reads how a command was called. Ends it with one line that names what is wrong, one that shows how it is called, and
 * exit code 2, before it has done anything: an option that there isn't, without its value or given twice, a word too many.
 * `--help` shows only how it is called. From then on, a fault from outside the command ends it with its reason alone.
 */
export function parseCommandLine<
  const Options extends Readonly<Record<string, CommandOption>> = Record<never, never>,
>(
  { usage, options, words }: CommandLine<Options>,
  args: readonly string[] = process.argv.slice(2),
): { readonly options: ParsedOptions<Options>; readonly words: readonly string[] } {
  endOnOutsideFault()
  if (args.includes('--help')) {
    console.log(`Usage: ${usage}`)
    process.exit(0)
  }
  try {
    const declared: Readonly<Record<string, CommandOption>> = options ?? {}
    const { values, positionals, tokens } = parseArgs({
      args: [...args],
      options: Object.fromEntries(Object.entries(declared).map(([name, { type }]) => [name, { type }])),
      allowPositionals: words !== undefined,
      tokens: true,
    })
    const given = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []))
    for (const name of given)
      if (given.indexOf(name) !== given.lastIndexOf(name))
        throw new Error(`Option '--${name}' is given twice`)
    for (const [name, { choices, isRequired }] of Object.entries(declared)) {
      const value = values[name]
      if (value === '') throw new Error(`Option '--${name}' has no value`)
      if (value === undefined && isRequired) throw new Error(`Option '--${name}' is missing`)
      if (typeof value === 'string' && choices) requireChoice(value, `--${name}`, choices)
    }
    if (Array.isArray(words)) for (const word of positionals) requireChoice(word, undefined, words)
    const flags = Object.entries(declared).flatMap(([name, { type }]) =>
      type === 'boolean' ? [[name, false]] : [],
    )
    return {
      options: { ...Object.fromEntries(flags), ...values } as ParsedOptions<Options>,
      words: positionals,
    }
  } catch (error) {
    return exitWithUsage((error as Error).message, usage)
  }
}

function requireChoice(value: string, option: string | undefined, choices: readonly string[]): void {
  if (choices.includes(value)) return
  const what = option ? `Option '${option} ${value}'` : `'${value}'`
  throw new Error(`${what} is none of these: ${choices.join(', ')}`)
}

/** Ends a command that was called wrongly. */
export function exitWithUsage(why: string, usage: string): never {
  // Node adds advice of its own behind the first sentence.
  console.error(`${why.replace(/(\. |\n).*/s, '').replace(/\.$/, '')}.\nUsage: ${usage}`)
  process.exit(WRONG_USAGE)
}
