/** Ends a command that cannot do its work, and says why. */
export function exitWithMessage(why: string): never {
  console.error(why)
  process.exit(1)
}
