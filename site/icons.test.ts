import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { listBuiltPages, readBuiltAttributes } from '../dev/built-site.ts'

const read = (name: string) => readFileSync(`site/public/${name}`)

/** The chunks of a PNG picture and its width, or undefined if it is none. Source: PNG, 5.2 and 5.3. */
function parsePng(picture: Buffer) {
  if (picture.toString('latin1', 1, 4) !== 'PNG') return undefined
  const chunks: string[] = []
  for (let at = 8; at < picture.length; at += 12 + picture.readUInt32BE(at))
    chunks.push(picture.toString('latin1', at + 4, at + 8))
  return { width: picture.readUInt32BE(16), chunks }
}

it('draws what browsers ask for by themselves in the sizes they use', () => {
  const icon = read('favicon.ico')
  const imageOffset = icon.readUInt32LE(18)
  expect([icon.readUInt8(6), parsePng(icon.subarray(imageOffset))?.width]).toEqual([32, 32])
  expect(icon.length - imageOffset).toBe(icon.readUInt32LE(14))
  for (const name of ['apple-touch-icon.png', 'apple-touch-icon-precomposed.png'])
    expect(parsePng(read(name))?.width, name).toBe(180)
})

it('says in no icon whose it is', () => {
  const pictures = [read('favicon.ico').subarray(22), read('apple-touch-icon.png')]
  for (const picture of pictures) {
    const chunks = parsePng(picture)?.chunks ?? []
    expect(chunks).toContain('IEND')
    expect(chunks.filter((chunk) => /text|eXIf/i.test(chunk))).toEqual([])
  }
  const lantern = read('lantern.svg').toString()
  expect(lantern.match(/>[^<]+</g)).toEqual(['>Lantern<'])
})

it('links on every page the icon that a phone would otherwise look for under a dozen names', () => {
  for (const path of listBuiltPages())
    expect(readBuiltAttributes(path, 'link[rel="apple-touch-icon"]', 'href'), path).toEqual([
      '/apple-touch-icon.png',
    ])
})
