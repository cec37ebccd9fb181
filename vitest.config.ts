import { defineConfig } from 'vitest/config'

export default defineConfig({
  // What a user's module imports is dist, of the last build; the tests run the sources.
  resolve: {
    alias: [{ find: /^partyline$/, replacement: `${import.meta.dirname}/src/index.ts` }],
  },
  test: {
    include: ['{src,oracles,properties,bench,docs}/**/*.test.ts'],
    testTimeout: 120_000,
    // By default one core is left idle, which is half of a machine of two.
    maxWorkers: '100%',
    coverage: {
      provider: 'v8',
      include: ['oracles/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.fixture.ts'],
      thresholds: { lines: 95, branches: 95 },
    },
  },
})
