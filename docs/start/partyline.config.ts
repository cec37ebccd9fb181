import { defineConfig } from 'partyline'

// Each option of the command line may stand here, in camelCase. docs/configuration.md lists them.
export default defineConfig({
  // How your T-Server is reached.
  adapter: './adapter.ts',

  // How long one answer may take.
  timeout: '5s',

  // What to make of what the document leaves open: the choices, a file, or 'strict', 'workspace', …
  // profile: { 'self-delete': 'release', refusal: 'error' },

  // More T-Servers: npx partyline fuzz --target lab
  // targets: {
  //   lab: { adapter: 'tcp://127.0.0.1:3000', reportDir: 'reports/lab' },
  // },

  // Failures that you know of. They do not fail a run, until they are mended.
  // known: [{ fingerprint: '4f8c7ca1f40f', reason: 'ticket 123', until: '2027-06-30' }],
})
