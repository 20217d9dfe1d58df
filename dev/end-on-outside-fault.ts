/** What each code of the system means, said of a file or a folder. */
const reasonByCode: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder, not a file',
  ENOTDIR: 'it is a file, not a folder',
  EACCES: 'you may not read or change it',
  EPERM: 'you may not read or change it',
  EROFS: 'it cannot be changed',
  ENOSPC: 'the disk is full',
}

type SystemError = NodeJS.ErrnoException & { readonly status?: unknown; readonly spawnargs?: unknown }

/**
 * Says why a command failed, when a file, a folder or another program is the reason, in words for whoever called it. Gives
 * undefined for a fault of ours, whose place matters.
 */
export function describeOutsideFault(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, path, status, spawnargs, syscall, message } = error as SystemError
  // Reading a folder as a file tells no path. Listening at a port tells none either, and is another fault.
  const isOfFile = spawnargs === undefined && (path !== undefined || syscall === 'read')
  if (isOfFile && code !== undefined && code in reasonByCode)
    return `${path ?? 'A file that the command was given'}: ${reasonByCode[code]}.`
  // Behind its first line stands what the program said.
  if (typeof status === 'number' && message.startsWith('Command failed: ')) return message.trim()
  return undefined
}

/** Lets a fault from outside end the process with its reason, and a fault of ours with its place. */
export function endOnOutsideFault(): void {
  process.once('uncaughtException', (error) => {
    console.error(describeOutsideFault(error) ?? error)
    process.exit(1)
  })
}
