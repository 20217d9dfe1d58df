import type { Env } from 'hono'
import { HonoBase } from 'hono/hono-base'
import { TrieRouter } from 'hono/router/trie-router'

/**
 * Hono with one router. Hono's own class carries three, and compiles all routes for the first request of an isolate, which here
 * costs more than it saves the few that follow.
 */
export class Hono<E extends Env = Env> extends HonoBase<E> {
  constructor() {
    super()
    this.router = new TrieRouter()
  }
}
