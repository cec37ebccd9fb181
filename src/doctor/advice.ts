/** What an implementer has to change, found by what a mistake is seen by. */

/** A text, or one that names what was seen. */
type Text<S> = string | ((symptom: S) => string)

/** @typeParam S what the mistake is seen by. */
export interface Advice<S> {
  /** The mistake, in a few words. */
  readonly mistake: Text<S>
  applies(symptom: S): boolean
  /** What the protocol wants, in a sentence. */
  readonly wanted: Text<S>
  /** What to change in the bridge, in a sentence or two. */
  readonly toDo: Text<S>
}

/** The same, about what was seen. */
export interface Advised {
  readonly mistake: string
  readonly wanted: string
  readonly toDo: string
}

export function inWords<S>({ mistake, wanted, toDo }: Advice<S>, symptom: S): Advised {
  const told = (text: Text<S>): string => (typeof text === 'string' ? text : text(symptom))
  return { mistake: told(mistake), wanted: told(wanted), toDo: told(toDo) }
}
