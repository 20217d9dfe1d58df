import { createRequire } from 'node:module'
import type { AstroUserConfig } from 'astro'

type VitePlugin = Extract<
  NonNullable<NonNullable<AstroUserConfig['vite']>['plugins']>[number],
  { readonly name: string }
>

const PREFIX = '\0named-exports:'
const NAMED = ['react', 'react/jsx-runtime']

/**
 * Gives the desk React as a module with named exports. React comes as CommonJS, of which a bundler knows no names: each
 * element and each hook would be called as `(0, react.jsx)(…)`, and now is as `j(…)`.
 */
export const nameReactExports: VitePlugin = {
  name: 'name-react-exports',
  enforce: 'pre',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'client',
  resolveId: (id, importer) =>
    NAMED.includes(id) && importer && /\/desk\/[^?]*\.tsx?$/.test(importer) ? PREFIX + id : null,
  load: (id) => (id.startsWith(PREFIX) ? writeNamedExports(id.slice(PREFIX.length)) : null),
}

/** Writes a module that exports by name whatever a CommonJS module has. The bundler leaves out what nobody imports. */
function writeNamedExports(module: string): string {
  const names = Object.keys(createRequire(import.meta.url)(module)).filter((name) => /^[a-z]\w*$/i.test(name))
  return [
    `import whole from '${module}'`,
    ...names.map((name) => `export const ${name} = whole.${name}`),
  ].join('\n')
}
