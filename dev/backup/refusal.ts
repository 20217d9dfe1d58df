/** Tells why a backup cannot be made, read or restored, in words for whoever ran the command. */
export class BackupRefusal extends Error {
  override readonly name = 'BackupRefusal'
}
