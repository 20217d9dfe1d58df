import { fileURLToPath } from 'node:url'
import { inflate } from '@sparticuz/chromium'

// Unpacks Chromium, the libraries it needs and a font into TMPDIR, in a process of its own that has this variable.
const packageUrl = import.meta.resolve('@sparticuz/chromium')
await Promise.all(
  ['chromium.br', 'al2023.tar.br', 'fonts.tar.br'].map((name) =>
    inflate(fileURLToPath(new URL(`../bin/${name}`, packageUrl))),
  ),
)
