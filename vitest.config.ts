import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

/**
 * Three kinds of tests: `unit` runs in Node, `worker` in the Workers runtime with a real D1, `browser` in a browser
 * against the whole portal. `npm test` runs each when what it needs is built. `language` runs in a copy of the project
 * that has one language more (`npm run test:language`).
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'content/**/*.test.ts',
            'forms/**/*.test.ts',
            'site/**/*.test.ts',
            'desk/**/*.test.ts',
            'dev/**/*.test.ts',
          ],
          isolate: false,
        },
      },
      {
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: { ...testSecrets, MIGRATIONS: await readD1Migrations('db/migrations') },
            },
          })),
        ],
        test: {
          name: 'worker',
          include: ['worker/**/*.test.ts', 'db/**/*.test.ts', 'tests/support/**/*.test.ts'],
          // One runtime for all files, each of which empties the database first: starting one a file takes longer
          // than all the tests together.
          isolate: false,
          maxWorkers: 1,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          // One portal and one browser for all journeys, on two cores, in one process.
          fileParallelism: false,
          isolate: false,
          globalSetup: './tests/browser/global-setup.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      { test: { name: 'language', include: ['tests/third-language/*.test.ts'] } },
    ],
  },
})

/** Secrets of the tests' own, of the right shape and known to nobody's data. */
const testSecrets = {
  ACCESS_AUD: 'audience-of-the-tests',
  ACCESS_TEAM_DOMAIN: 'https://team.example.com',
  RESEND_API_KEY: 're_tests',
  DRAFT_SECRET: 'A'.repeat(43),
  INDEX_SECRET: `${'B'.repeat(42)}A`,
  KEY_RING: JSON.stringify(
    Object.fromEntries(
      ['answers', 'safety', 'otherContact', 'mail'].map((purpose, index) => [
        purpose,
        [{ kty: 'oct', kid: `${purpose}-test`, k: `${String(index).repeat(42)}A` }],
      ]),
    ),
  ),
}
