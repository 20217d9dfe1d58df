import type { Env } from 'hono'
import { HonoBase } from 'hono/hono-base'
import { SmartRouter } from 'hono/router/smart-router'
import { TrieRouter } from 'hono/router/trie-router'

/**
 * Hono with the router that its own class ends up with: it would first compile all routes for a faster one, which cannot hold
 * them. `SmartRouter` builds it for the first request, so that a start does not wait for it.
 */
export class Hono<E extends Env = Env> extends HonoBase<E> {
  constructor() {
    super()
    this.router = new SmartRouter({ routers: [new TrieRouter()] })
  }
}
