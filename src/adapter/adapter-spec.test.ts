import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AdapterUnavailable } from './adapter.ts'
import { openAdapter, parseAdapterSpec } from './adapter-spec.ts'

const options = { timeoutMs: 60_000 }

describe('parseAdapterSpec', () => {
  it.each([
    ['embedded', { kind: 'embedded' }],
    ['embedded:released-twice', { kind: 'embedded', fault: 'released-twice' }],
    [
      'exec:python3 "my bridge.py" --port=1',
      { kind: 'exec', commandLine: 'python3 "my bridge.py" --port=1' },
    ],
    ['exec:a\nb', { kind: 'exec', commandLine: 'a\nb' }],
    ['./bridge.js', { kind: 'module', path: './bridge.js' }],
    ['tcp://127.0.0.1:4000', { kind: 'tcp' }],
    ['bridge.ts', { kind: 'module', path: 'bridge.ts' }],
    ['./tcp:bridge.js', { kind: 'module', path: './tcp:bridge.js' }],
    ['C:\\bridge.js', { kind: 'module', path: 'C:\\bridge.js' }],
  ])('reads %j', (spec, parsed) => {
    expect(parseAdapterSpec(spec)).toEqual(parsed)
  })

  it.each([
    ['', 'the adapter "" is unknown: it may be embedded, embedded:FAULT, exec:COMMAND LINE'],
    ['exec:', 'the adapter "exec:" is unknown'],
    ['embedded:', 'the adapter "embedded:" is unknown'],
    ['exce:python3 bridge.py', 'the adapter "exce:python3 bridge.py" is unknown'],
    ['http://127.0.0.1', 'the adapter "http://127.0.0.1" is unknown'],
  ])('refuses %j', (spec, message) => {
    expect(() => parseAdapterSpec(spec)).toThrow(AdapterUnavailable)
    expect(() => parseAdapterSpec(spec)).toThrow(message)
  })
})

describe('openAdapter', () => {
  it('gives the embedded T-Server, with a fault where one is named', async () => {
    const names = []
    for (const spec of ['embedded', 'embedded:released-twice']) {
      const adapter = await openAdapter(spec, options)
      names.push((await adapter.connect(() => undefined)).implementation.name)
    }
    expect(names).toEqual(['partyline-embedded', 'partyline-embedded:released-twice'])
  })

  it('refuses a fault that there is not', async () => {
    await expect(openAdapter('embedded:no-such-fault', options)).rejects.toThrow(AdapterUnavailable)
  })

  it.each([
    'tcp://',
    'tcp:127.0.0.1:3000',
    'tcp://127.0.0.1',
    'tcp://:3000',
    'tcp://127.0.0.1:0',
    'tcp://127.0.0.1:70000',
    'tcp://127.0.0.1:3000/path',
    'tcp://user@127.0.0.1:3000',
    'tcp://::1:3000',
    'tcp://[::1]',
    'tcp://a b:3000',
  ])('refuses %j, which is no host and port', async (spec) => {
    const opened = openAdapter(spec, options)
    await expect(opened).rejects.toThrow(AdapterUnavailable)
    await expect(opened).rejects.toThrow(
      /: write tcp:\/\/HOST:PORT, such as tcp:\/\/127\.0\.0\.1:3000/,
    )
  })

  it('gives a command', async () => {
    const adapter = await openAdapter('exec:partyline-no-such-command', options)
    await expect(adapter.connect(() => undefined)).rejects.toThrow('there is no such command')
  })

  it('gives a module, checked', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'partyline-spec-'))
    try {
      const path = join(directory, 'adapter.mjs')
      await writeFile(path, 'export default { connect: () => 7 }')
      const adapter = await openAdapter(path, options)
      await expect(adapter.connect(() => undefined)).rejects.toThrow(
        `the module ${JSON.stringify(path)}: connect gives 7, not a T-Server`,
      )
    } finally {
      await rm(directory, { recursive: true })
    }
  })

  it('refuses what is none of them', async () => {
    await expect(openAdapter('embeded', options)).rejects.toThrow('there is no file "embeded"')
  })
})
