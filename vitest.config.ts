import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const here = import.meta.dirname

export default defineConfig({
  resolve: {
    alias: [
      // What a user's module imports is what was built; the tests run the sources.
      { find: /^partyline$/, replacement: `${here}/src/index.ts` },
      // But for their threads. Node takes the types off a source by WebAssembly, in each thread anew, and
      // where threads begin and end together V8 has died of freeing the code of that, in one of some 600
      // times: SIGTRAP, `Check failed: jit_page.has_value()` (Node 24.21).
      { find: /^\.\.\/thread-file\.ts$/, replacement: `${here}/dist/src/thread-file.js` },
    ],
  },
  test: {
    include: ['{src,oracles,properties,bench,docs}/**/*.test.ts'],
    // The copy that mutation testing makes has nothing but the oracle, and nothing to build.
    globalSetup: existsSync(`${here}/src`) ? ['vitest.build.ts'] : [],
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
