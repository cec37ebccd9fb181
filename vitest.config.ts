import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{src,oracles,properties,bench}/**/*.test.ts'],
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
