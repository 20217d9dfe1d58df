import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

/** What a server gives for a path. */
interface ServedFile {
  readonly body: Uint8Array
  readonly type: string
  /** The content security policy. */
  readonly policy?: string
}

/** Gives the file at a path, with the cookie that the browser sent. */
type FindFile = (path: string, cookie: string) => Promise<ServedFile>

/** A server of HTTP on a port of its own, which compresses what it serves. */
interface CompressingServer {
  readonly origin: string
  close(): void
}

/** The level at which Cloudflare compresses what it has not compressed before. */
const BROTLI_LEVEL = 4

/** Serves every file of a folder, and `index.html` at `/`. */
export const serveFolder = (folder: string): Promise<CompressingServer> =>
  serveCompressed(async (path) => {
    const file = path.endsWith('/') ? `${path}index.html` : path
    return { body: await readFile(join(folder, file)), type: MEDIA_TYPES[extname(file)] ?? '' }
  })

/** Serves what another server gives: the portal’s pages are compressed by the platform, not by its local runtime. */
export const serveOrigin = (origin: string): Promise<CompressingServer> =>
  serveCompressed(async (path, cookie) => {
    const answer = await fetch(`${origin}${path}`, { headers: { Cookie: cookie }, redirect: 'manual' })
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
    return {
      body: await answer.bytes(),
      type: answer.headers.get('content-type') ?? '',
      policy: answer.headers.get('content-security-policy') ?? '',
    }
  })

function serveCompressed(findFile: FindFile): Promise<CompressingServer> {
  const server = createServer(async (request, response) => {
    try {
      const { body, type, policy } = await findFile(request.url ?? '/', request.headers.cookie ?? '')
      const headers = {
        'Content-Type': type,
        'Cache-Control': 'no-store',
        ...(policy && { 'Content-Security-Policy': policy }),
      }
      if (/woff2/.test(type)) response.writeHead(200, headers).end(body)
      else
        response
          .writeHead(200, { ...headers, 'Content-Encoding': 'br' })
          .end(brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_LEVEL } }))
    } catch {
      response.writeHead(404).end()
    }
  })
  return new Promise((resolve) => {
    server.listen(0, () => {
      const address = server.address()
      resolve({
        origin: `http://localhost:${typeof address === 'object' ? address?.port : ''}`,
        close: () => server.close(),
      })
    })
  })
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
}
