/** Mutation testing of the oracle: `npm run mutation`. docs/mutation.md tells what comes of it. */
export default {
  mutate: ['oracles/**/*.ts', '!oracles/**/*.{test,fixture}.ts'],
  testRunner: 'vitest',
  ignorePatterns: [
    // Without a tsconfig.json in its sandbox Stryker rewrites none: TypeScript 7 has no interface for that.
    '/*',
    '!/oracles',
    '!/package.json',
    '!/vitest.config.ts',
    // They judge random histories by the ten thousand, half a minute a file: what they find, tests that
    // say what is right must find too. Named in `testFiles` the others would run with what is mutated at
    // the top level of a file as it was.
    '/oracles/agreement.test.ts',
    '/oracles/slow-*.test.ts',
  ],
  concurrency: 2,
  tempDirName: 'reports/mutation/sandbox',
  // For `npm run mutation -- --incremental`.
  incrementalFile: 'reports/mutation/incremental.json',
  reporters: ['clear-text', 'json', 'html', 'progress'],
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  htmlReporter: { fileName: 'reports/mutation/mutation.html' },
  clearTextReporter: { logTests: false, reportTests: false },
  thresholds: { high: 100, low: 95, break: 95 },
}
