// The mail SDK carries a parser for mail it receives and a verifier for its webhooks: 27 kB of the worker after gzip.
// Evenhand only sends. wrangler.toml makes the bundler take this file in place of `postal-mime` and `standardwebhooks`.

/** Stands in for `postal-mime`, which the SDK calls to forward mail that was received. */
export default {
  parse(): never {
    throw new Error(NOT_BUNDLED)
  },
}

/** Stands in for the class of `standardwebhooks`, which the SDK creates to verify a webhook. */
export class Webhook {
  constructor() {
    throw new Error(NOT_BUNDLED)
  }
}

const NOT_BUNDLED = 'The worker is bundled without what receives mail; see wrangler.toml'
