import { once } from 'node:events'
import type { Server } from 'node:http'

/**
 * Listens on this machine's own address alone: whoever reaches these services can read the mail and sign in
 * as anybody.
 *
 * Gives the port taken; rejects with the server's own error (`EADDRINUSE`).
 */
export async function listenOnLoopback(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error(`Listening on no port: ${address}`)
  return address.port
}

/** Stops listening and ends every connection, those kept alive and those under way too. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
