import { createVisitor, encodePagePost, type Visitor } from './test-portal.ts'

/** A visitor who stores every cookie they receive, as a browser does. Other visitors store only the latest one. */
export function createCookieJarVisitor(...options: Parameters<typeof createVisitor>): Visitor {
  const visitor = createVisitor(...options)
  const jar = new Map<string, string>()
  const joinCookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const request: Visitor['request'] = async (path, init) => {
    visitor.cookie = joinCookies()
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
    post: async (path, fields = {}) =>
      request(path, {
        method: 'POST',
        body: await encodePagePost(path, fields, joinCookies()),
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      }),
    get cookie() {
      return joinCookies()
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
