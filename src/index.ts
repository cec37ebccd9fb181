/**
 * What a user's own code may import: the contract of an adapter, the configuration, a script as a test,
 * the shape of the reports.
 */
export { AdapterFailure, AdapterUnavailable, defineAdapter } from './adapter/adapter.ts'
export type {
  Adapter,
  Capabilities,
  Deliver,
  Implementation,
  MaybePromise,
  TServer,
} from './adapter/adapter.ts'
export { defineConfig } from './config/config.ts'
export type { Config, ProfileChoices, Settings, Target } from './config/config.ts'
export { assertConforms, ScriptFailed, type AssertConformsOptions } from './assert-conforms.ts'
export type { Profile } from '../oracles/profile.ts'
export type { DeleteFromConference, DN, Event, ReleaseCall, Request } from '../oracles/tlib.ts'
export type { Script, Step } from './plan/script.ts'
export type { Finding, FindingKind, KnownFailure, RunResult } from './run/finding.ts'
