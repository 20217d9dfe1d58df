import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A browser’s file, and what its environment needs. */
interface PackagedBrowser {
  readonly executablePath: string
  readonly env: Readonly<Record<string, string>>
}

/** Among the packages, so that a new installation removes it. */
const PACKAGES_FOLDER = join(import.meta.dirname, '..', 'node_modules')
const BROWSER_FOLDER = join(PACKAGES_FOLDER, '.chromium')

/** Where Debian says which fonts it has; a bare one has none. */
const SYSTEM_FONTS = '/etc/fonts/fonts.conf'

/**
 * Gives the Chromium inside @sparticuz/chromium, with the libraries and fonts that it brings for a machine without any.
 * The first call unpacks it.
 */
export function unpackPackagedBrowser(): PackagedBrowser {
  if (!existsSync(BROWSER_FOLDER)) unpackInto(BROWSER_FOLDER)
  const libraries = join(BROWSER_FOLDER, 'al2023', 'lib')
  return {
    executablePath: join(BROWSER_FOLDER, 'chromium'),
    env: {
      LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      ...(!existsSync(SYSTEM_FONTS) && { FONTCONFIG_FILE: join(BROWSER_FOLDER, 'fonts.conf') }),
    },
  }
}

/** Unpacks into a folder that no other process knows and moves it when it is complete, since two may start at once. */
function unpackInto(folder: string): void {
  const unpacked = mkdtempSync(join(PACKAGES_FOLDER, '.chromium-'))
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'unpack-browser.ts')],
    // The package unpacks into the folder for temporary files.
    { env: { ...process.env, TMPDIR: unpacked }, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`it could not be unpacked: ${stderr}`)
  writeFileSync(
    join(unpacked, 'fonts.conf'),
    `<?xml version="1.0"?><fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>\n`,
  )
  try {
    renameSync(unpacked, folder)
  } catch (error) {
    rmSync(unpacked, { recursive: true })
    // Another process was faster.
    if (!existsSync(folder)) throw error
  }
}
