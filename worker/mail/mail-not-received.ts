// The mail SDK carries a parser for mail it receives. Evenhand only sends. dev/build-worker.ts takes this file
// in place of `postal-mime`.

/** Stands in for `postal-mime`, which the SDK calls to forward mail that was received. */
export default {
  parse(): never {
    throw new Error('The worker is bundled without what receives mail; see dev/build-worker.ts')
  },
}
