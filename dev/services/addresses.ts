const BARE = /^[^\s@<>()[\]\\,;:"]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i
const NAMED = /^[^<>\r\n]*<([^<>]+)>$/
const ASCII = /^[\x20-\x7e]+$/

/** The bare address in `email@example.com` or `Name <email@example.com>`; undefined when it is neither. */
export function bareAddress(written: string): string | undefined {
  const address = NAMED.exec(written.trim())?.[1] ?? written.trim()
  return BARE.test(address) && ASCII.test(address) ? address : undefined
}
