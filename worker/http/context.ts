import type { Context as HonoContext } from 'hono'
import type { RequestIdVariables } from 'hono/request-id'
import type { Coordinator } from '../../content/practice.ts'
import type { Language } from '../../forms/language.ts'
import type { Bindings, Environment } from '../environment.ts'

interface Variables extends RequestIdVariables {
  /** Settings and secrets, parsed. */
  env: Environment
  /** The language of the address. */
  language: Language
  /** The address in English: `/intake/you/`. */
  path: string
  /** Who is signed in, under /desk only. */
  coordinator: Coordinator
}

export type AppEnv = { Bindings: Bindings; Variables: Variables }
export type Context = HonoContext<AppEnv>
