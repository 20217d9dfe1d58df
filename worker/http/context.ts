import type { Context as HonoContext } from 'hono'
import type { RequestIdVariables } from 'hono/request-id'
import type { Coordinator } from '../../content/practice.ts'
import type { Language } from '../../forms/language.ts'
import type { Bindings, Environment } from '../environment.ts'

interface Variables extends RequestIdVariables {
  env: Environment
  /** The language that the request's address is in. */
  language: Language
  /** The path of the request in English: `/intake/you/`. */
  path: string
  /** The coordinator who is signed in; set under /desk only. */
  coordinator: Coordinator
}

export type AppEnv = { Bindings: Bindings; Variables: Variables }
export type Context = HonoContext<AppEnv>
