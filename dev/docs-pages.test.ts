import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...globSync('docs/*.md')]
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }

/** The address of each link and picture on a page that leads to a file of the project. */
const listLocalLinks = (page: string): string[] =>
  [...readFileSync(page, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, address = '']) => address)
    .filter((address) => !/^(https?:|mailto:)/.test(address))

/** The anchors of a page’s titles, as GitHub makes them. */
const listAnchors = (page: string): string[] =>
  [...readFileSync(page, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .replaceAll(' ', '-'),
  )

describe.each(pages)('%s', (page) => {
  it('links to what is there', () => {
    const broken = listLocalLinks(page).filter((address) => {
      const [file = '', anchor] = address.split('#')
      const target = file === '' ? page : join(dirname(page), file)
      return !existsSync(target) || (anchor !== undefined && !listAnchors(target).includes(anchor))
    })
    expect(broken).toEqual([])
  })

  it('names only commands that there are', () => {
    const named = [...readFileSync(page, 'utf8').matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g)]
    expect(named.map(([, name = '']) => name).filter((name) => !(name in scripts))).toEqual([])
  })

  it('names whose database or secret a command is about', () => {
    const text = readFileSync(page, 'utf8').replaceAll(/\n\s*/g, ' ')
    const commands = [
      ...text.matchAll(/(?:npx wrangler (?:secret|d1 (?:execute|export|time-travel))|npm run keys:)[^`&]*/g),
    ]
    const remote = commands
      .map(([command]) => command)
      .filter((command) => /wrangler secret|--remote/.test(command))
    expect(remote.filter((command) => !/--env (preview|production)/.test(command))).toEqual([])
  })
})

it('shows pictures of at most 400 kB on the page about setting up, and has no other', () => {
  const shown = listLocalLinks('docs/set-up.md').filter((address) => address.endsWith('.png'))
  expect(shown.toSorted()).toEqual(
    globSync('docs/set-up/*')
      .map((file) => file.replace('docs/', ''))
      .toSorted(),
  )
  const bytes = shown.reduce((sum, address) => sum + statSync(join('docs', address)).size, 0)
  expect(bytes).toBeLessThanOrEqual(400_000)
})
