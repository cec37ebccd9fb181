import { expect, it } from 'vitest'
import { z } from 'zod'
import packageJson from '../../package.json' with { type: 'json' }
import { nodeTooOld } from './node-version.ts'

it.each(['22.12.0', '22.18.1', '23.0.0', '24.21.0', '100.0.0'])('Node %s will do', (version) => {
  expect(nodeTooOld(version)).toBeUndefined()
})

it.each(['20.20.2', '22.11.0', '8.0.0'])('Node %s is too old, and is told so', (version) => {
  expect(nodeTooOld(version)).toMatch(
    new RegExp(`^Node 22.12 or later is needed, and this is ${version}: [^\\n]+$`),
  )
})

it('asks for what package.json asks for', () => {
  const { engines } = z.object({ engines: z.object({ node: z.string() }) }).parse(packageJson)
  const [, least = ''] = /^>=([\d.]+)$/.exec(engines.node) ?? []
  const [major = 0, minor = 0] = least.split('.').map(Number)
  expect(nodeTooOld(`${major}.${minor}.0`)).toBeUndefined()
  expect(nodeTooOld(`${major}.${minor - 1}.0`)).toContain(least)
})
