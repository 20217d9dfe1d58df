import { expect, it } from 'vitest'
import { bundleWorker, MAX_WORKER_BYTES } from './worker-bundle.ts'

const bundle = bundleWorker()

it('weighs at most 220 KiB, minified and after gzip', () => {
  const heaviest = bundle.bytesByPart.slice(0, 20).map(([part, bytes]) => `${bytes} bytes  ${part}`)
  expect(bundle.gzippedBytes, `The heaviest parts, before gzip:\n${heaviest.join('\n')}`).toBeLessThanOrEqual(
    MAX_WORKER_BYTES,
  )
})

it('leaves out the mail SDK, of which the worker would call one function', () => {
  expect(bundle.bytesByPart.map(([part]) => part)).not.toContain('resend')
})

it('takes zod’s mini build, without the methods and English messages of the other', () => {
  const files = Object.keys(bundle.importsByFile)
  expect(files).toContain('node_modules/zod/v4/mini/schemas.js')
  expect(files).not.toContain('node_modules/zod/v4/classic/schemas.js')
})
