/** What the portal uses of the platform’s `node:crypto`, without all of Node’s types. */
declare module 'node:crypto' {
  export function createHmac(
    algorithm: 'sha256',
    key: Uint8Array,
  ): { update(data: Uint8Array): { digest(): Uint8Array } }
}
