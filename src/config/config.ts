/** What a configuration may say. docs/configuration.md tells it to users. */
import type { Profile } from '../../oracles/profile.ts'
import type { KnownFailure } from '../run/finding.ts'

/** The choices of a profile, as in its file; what is left out is as in the profile `default`. */
export interface ProfileChoices {
  /** A party deletes itself. */
  readonly 'self-delete'?: Profile['selfDelete'] | undefined
  /** TDeleteFromConference in a call of two. */
  readonly 'two-party-delete'?: Profile['twoPartyDelete'] | undefined
  /** How a refused request is answered. */
  readonly refusal?: Profile['refusal'] | undefined
  /** Who may delete. */
  readonly 'delete-by'?: Profile['deleteBy'] | undefined
  /** OtherDN in the EventReleased of a party that leaves a conference. */
  readonly 'leaver-other-dn'?: Profile['leaverOtherDN'] | undefined
}

/** The options of the command line. Durations are written as there: '500ms', '30s', '10m', '8h'. */
export interface Settings {
  /**
   * The T-Server: `embedded`, `embedded:FAULT`, `exec:COMMAND LINE`, `tcp://HOST:PORT`, or the path of
   * a module, relative to the configuration. Default: `embedded`.
   */
  readonly adapter?: string | undefined
  /** The same seed gives the same scripts. Default: drawn anew for each run. */
  readonly seed?: number | undefined
  /** Scripts that `fuzz` runs. Default: 1000. */
  readonly runs?: number | undefined
  /** Ends a run earlier. Default: never. */
  readonly time?: string | undefined
  /** Parties in a conference of `fuzz`. Default: 8. */
  readonly maxParties?: number | undefined
  /** Requests in a script of `fuzz`. Default: 12. */
  readonly maxSteps?: number | undefined
  /** Parties of all calls when they are established, of `exhaust`. Default: 4. */
  readonly parties?: number | undefined
  /** Requests and added parties in a script of `exhaust`. Default: 2. */
  readonly steps?: number | undefined
  /** Calls in a script of `exhaust`. Default: 1. */
  readonly calls?: number | undefined
  /** Only the scripts of one shard: `1/4` is the first of four. Default: all. */
  readonly shard?: string | undefined
  /**
   * What to make of what the document leaves open: `default`, `strict`, `answering`, `sip-server`,
   * `workspace`, a JSON file relative to the configuration, or the choices themselves. Default:
   * `default`; of `replay` as when the finding was found.
   */
  readonly profile?: string | ProfileChoices | undefined
  /** A JSON file, relative to the configuration: what `fuzz` has to exercise. Default: no more than all clauses. */
  readonly requireCoverage?: string | undefined
  /** Different findings to end after. Default: 10. */
  readonly maxFindings?: number | undefined
  /**
   * To prove that a finding is the smallest: scripts to run, or time to take; 0 for none. Default:
   * 5000000 with the embedded T-Server, '60s' with a module, else '10s'.
   */
  readonly prove?: number | string | undefined
  /** How often `replay` runs each finding. Default: 5. */
  readonly times?: number | undefined
  /** For one answer of the adapter. Default: '5s'. */
  readonly timeout?: string | undefined
  /** Threads that run scripts, each with an adapter and a T-Server of its own; 'auto': one a core. Default: 1. */
  readonly workers?: number | 'auto' | undefined
  /**
   * Scripts at once on one T-Server. Default: 64, or as many as its maxCalls allows; 1 where it answers
   * at once.
   */
  readonly inFlight?: number | undefined
  /** Redis, by which `fuzz` and `worker` share a campaign: `redis://HOST:PORT`. Default: none. */
  readonly queue?: string | undefined
  /** Where the reports go, relative to the configuration. Default: `reports`. */
  readonly reportDir?: string | undefined
  /** No progress. Default: false. */
  readonly quiet?: boolean | undefined
}

/** One of several T-Servers: what it does not say is as in the configuration around it. */
export interface Target extends Settings {
  /** Of this T-Server alone, beside those of the whole configuration. */
  readonly known?: readonly KnownFailure[] | undefined
}

export interface Config extends Settings {
  /** Failures that are known, and do not fail a run. */
  readonly known?: readonly KnownFailure[] | undefined
  /** Several T-Servers by name, for `--target NAME`. */
  readonly targets?: Readonly<Record<string, Target>> | undefined
}

/**
 * Declares a configuration, as the default export of `partyline.config.ts`: types its argument,
 * nothing else.
 * @example
 * export default defineConfig({
 *   adapter: 'exec:python3 bridge.py',
 *   timeout: '20s',
 *   targets: { staging: { adapter: 'tcp://127.0.0.1:3000' } },
 * })
 */
export function defineConfig(config: Config): Config {
  return config
}
