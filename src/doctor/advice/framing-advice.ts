/** Lines that are no messages: what else stands on the wire, and how lines end. */
import type { Advice } from '../advice.ts'
import type { Symptom } from '../symptom.ts'

/** A line came, and it is not JSON. */
const isNoJSON = ({ line }: Symptom): boolean => line !== undefined && !isJSON(line)

function isJSON(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const matches = (symptom: Symptom, pattern: RegExp): boolean =>
  isNoJSON(symptom) && pattern.test(symptom.line ?? '')

/** Something came that has no line end, and the harness waits for one. */
const waitsForLineEnd = ({ failure, wire }: Symptom): boolean =>
  failure.kind === 'hang' && wire.unfinished !== ''

export const framingAdvice: readonly Advice<Symptom>[] = [
  {
    mistake: 'the bridge writes UTF-16',
    applies: (symptom) => symptom.wire.zeroBytes && (isNoJSON(symptom) || waitsForLineEnd(symptom)),
    wanted: 'Lines are UTF-8; zero bytes came, as in UTF-16.',
    toDo: ({ out }) =>
      `Write UTF-8 to ${out}: char and not wchar_t in C++, new UTF8Encoding(false) in C#, ` +
      'StandardCharsets.UTF_8 in Java.',
  },
  {
    mistake: 'a byte order mark stands before the first line',
    applies: (symptom) => symptom.wire.byteOrderMark && isNoJSON(symptom),
    wanted: 'Lines are UTF-8 without a byte order mark.',
    toDo: 'Leave the byte order mark out: in C# write with new UTF8Encoding(false).',
  },
  {
    mistake: 'a line is not UTF-8',
    applies: ({ failure }) => failure.message.includes('not UTF-8'),
    wanted: 'Lines are UTF-8.',
    toDo: ({ out }) =>
      `Write UTF-8 to ${out}, and not Latin-1 or the code page of the machine; it shows as soon as ` +
      'a name has an accent.',
  },
  {
    mistake: 'messages have headers, as those of a language server have',
    applies: (symptom) => matches(symptom, /^Content-(Length|Type)\s*:/i),
    wanted: 'A message is one line of JSON and nothing else.',
    toDo: 'Leave the header Content-Length and the empty line after it out, and end every message in a line feed.',
  },
  {
    mistake: 'the bridge writes back what it reads',
    applies: ({ line, sent }) => line !== undefined && sent.includes(line),
    wanted: 'Requests are read from the harness; only answers and events are written to it.',
    toDo: ({ out }) =>
      `Do not echo to ${out} what comes in: answer {"jsonrpc":"2.0","id":…,"result":…} with the id ` +
      'of the request.',
  },
  {
    mistake: 'JSON is written with single quotes',
    applies: (symptom) => matches(symptom, /^\s*\{\s*'/),
    wanted: 'A line is JSON, whose strings stand in double quotes.',
    toDo: 'Write messages with a JSON library (json.dumps in Python, not str or print of a dict).',
  },
  {
    mistake: 'two messages stand on one line',
    applies: (symptom) =>
      matches(symptom, /\}\s*\{/) && isJSON(`[${symptom.line?.replaceAll(/\}\s*\{/g, '},{')}]`),
    wanted: 'Every message stands on a line of its own.',
    toDo: 'Write a line feed after every message, after answers as well as after events. Where several threads write, let them take turns.',
  },
  {
    mistake: 'a message is spread over several lines',
    applies: (symptom) => matches(symptom, /^\s*(\{|\[|(\{|\[\s*\{).*[{[,])\s*$/),
    wanted: 'A message is one line.',
    toDo: 'Write JSON without line breaks and indentation: switch pretty printing off, and end the message in one line feed.',
  },
  {
    mistake: 'a line begins as JSON and is not JSON',
    applies: (symptom) => matches(symptom, /^\s*(\{|\[\s*[{"])/),
    wanted: 'A line is one JSON object.',
    toDo: 'Write messages with a JSON library instead of putting strings together: quotes, backslashes and control characters within strings need an escape. Where several threads write, let them take turns.',
  },
  {
    mistake: 'several messages stand in an array',
    applies: ({ line = '' }) => /^\s*\[/.test(line) && isJSON(line),
    wanted: 'A line is one JSON object; batches are not used.',
    toDo: 'Write each message as an object on a line of its own.',
  },
  {
    mistake: ({ out }) => `something else than the protocol is written to ${out}`,
    applies: ({ failure, line, message }) =>
      failure.kind === 'protocol-error' && line !== undefined && Object.keys(message).length === 0,
    wanted: ({ out }) => `${sentence(out)} carries the protocol and nothing else.`,
    toDo: ({ out }) =>
      `Write the banner or log line to stderr (std::cerr, System.err, Console.Error, print(…, ` +
      `file=sys.stderr)), and nothing but messages to ${out}. A library may be what writes it.`,
  },
  {
    mistake: 'lines end in CR without LF',
    applies: (symptom) => waitsForLineEnd(symptom) && symptom.wire.unfinished.includes('\r'),
    wanted: 'A line ends in LF, the byte 0x0a; a CR before it is ignored.',
    toDo: 'End every line in "\\n". A "\\r" alone ends no line.',
  },
  {
    mistake: 'a message has no line end',
    applies: (symptom) => waitsForLineEnd(symptom) && isJSON(symptom.wire.unfinished),
    wanted: 'A line ends in LF, the byte 0x0a.',
    toDo: 'Write "\\n" after every message, and flush after it.',
  },
  {
    mistake: 'a line was begun and never ended',
    applies: waitsForLineEnd,
    wanted: 'A message is one line that ends in LF, and is flushed at once.',
    toDo: ({ out }) =>
      `Write each message whole, with "\\n" at its end, and flush ${out} after it. What has come ` +
      'is the start of a line.',
  },
]

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
