import { encodeFormBody } from '../../forms/example.ts'
import { createVisitor, type Visitor } from './test-portal.ts'

/** A visitor who stores every cookie they receive, as a browser does. Other visitors store only the latest one. */
export function createCookieJarVisitor(...options: Parameters<typeof createVisitor>): Visitor {
  const visitor = createVisitor(...options)
  const jar = new Map<string, string>()
  const request: Visitor['request'] = async (path, init) => {
    visitor.cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await visitor.request(path, init)
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (/; Max-Age=0(;|$)/.test(set)) jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }
  return {
    request,
    get: (path) => request(path),
    post: (path, fields = {}) =>
      request(path, {
        method: 'POST',
        body: typeof fields === 'string' ? fields : encodeFormBody(fields),
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      }),
    get cookie() {
      return [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    },
    set cookie(all: string) {
      jar.clear()
      for (const one of all.split('; ').filter(Boolean)) {
        const at = one.indexOf('=')
        jar.set(one.slice(0, at), one.slice(at + 1))
      }
    },
  }
}
