/** One thing that the doctor tries, over a connection that has shaken hands. */
import type { Check } from './check.ts'
import type { Session } from './session.ts'

export interface Examination {
  readonly name: string
  /** What is asked of the adapter; with a method that is never answered there is nothing to try. */
  readonly asks: readonly string[]
  /** Why there is nothing to try; undefined where there is. */
  spared?(session: Session): Spared | undefined
  /**
   * @returns what was tried, in a few words, where the bridge has done its part.
   * @throws AdapterFailure, BridgeAtFault
   */
  run(session: Session): Promise<string>
}

export interface Spared {
  readonly status: Extract<Check['status'], 'not offered' | 'not tried'>
  readonly summary: string
}

export const notTried = (summary: string): Spared => ({ status: 'not tried', summary })
