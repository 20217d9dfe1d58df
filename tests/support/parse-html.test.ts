import { describe, expect, it } from 'vitest'
import { parseHtml, readText } from './parse-html.ts'
import { parsePage, parseVisiblePage } from './parse-page.ts'

const buildPage = (body: string, attribute = '') =>
  `<!doctype html><html lang="en"><head><title>A &amp; B</title></head><body ${attribute}>${body}</body></html>`

describe('reading a page', () => {
  it.each(['Ann & Bob &copy', 'a &lt b', 'a &# b', 'x < y', 'x <3', 'a &eacute; b', '<p title="a&b">'])(
    'notices what was not escaped: %s',
    (typed) => {
      expect(() => parseHtml(buildPage(typed))).toThrow(/^The page has an unescaped [&<]/)
    },
  )

  it('leaves out the styles of the head and no others', () => {
    const styles = '<style>@media (width<=40em){a>b{color:red}}</style>'
    const page = parseHtml(buildPage('<p>Ann</p>').replace('</head>', `${styles}</head>`))
    expect(readText(page)).toBe('A & BAnn')
    expect(() => parseHtml(buildPage(styles))).toThrow('The page has an unescaped <=40em')
  })

  it('notices an element in a textarea, which no browser would make', () => {
    const page = parseHtml(buildPage('<textarea><b>bold</b></textarea>'))
    expect(() => readText(page)).toThrow(/^A textarea has an unescaped <b>/)
  })

  it('takes what is escaped as it was typed, in text, attributes and textareas', async () => {
    const typed = '<b>Ann</b> & "Bob"\n\u00a0&amp;'
    const escaped = '&lt;b&gt;Ann&lt;/b&gt; &amp; &quot;Bob&quot;&#10;&nbsp;&amp;amp;'
    const form = `<form action="/a/?b=1&amp;c"><input name="i" value="${escaped}"><textarea name="t">\n${escaped}</textarea></form>`
    const page = await parsePage(new Response(buildPage(`<h1>${escaped}</h1>${form}`)))
    expect(page).toMatchObject({ title: 'A & B', heading: typed, action: '/a/?b=1&c' })
    expect(page.filledFields).toEqual({ i: [typed], t: [typed] })
    expect(page.text.split(typed)).toHaveLength(3)
  })

  it('has a `<` in an attribute for what it is', () => {
    expect(parseHtml(buildPage('', 'title="a <b> c"')).querySelector('body')?.getAttribute('title')).toBe(
      'a <b> c',
    )
  })

  it('finds each element of a piece of a page', () => {
    const piece = parseHtml('<p class="a">1</p><p class="a">2</p>')
    expect(piece.querySelectorAll('.a').map(({ textContent }) => textContent)).toEqual(['1', '2'])
  })

  it('refuses two elements of one id, and an answer without a page', async () => {
    await expect(parsePage(new Response(buildPage('<p id="a"></p><p id="a"></p>')))).rejects.toThrow('id a')
    await expect(parsePage(new Response(''))).rejects.toThrow('There is no page')
  })

  it('leaves out of what somebody sees what is hidden', async () => {
    const body = '<p>Here</p><p hidden>there <b data-slot="x">x</b></p><p data-slot="y">y</p>'
    const page = await parseVisiblePage(new Response(buildPage(body)))
    expect(page.text).toBe('A & B Here y')
    expect(page.slots).toEqual({ y: 'y' })
  })
})
