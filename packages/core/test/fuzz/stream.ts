/**
 * Fuzzing without a clock or a disk: a stream is a reader with what is thrown at it, and an input
 * is a function of (stream, index) alone. Whoever finds that input 7,301 of `bif` breaks something
 * says just that, and everybody sees the same bytes.
 */
import { Random } from "../../src/base/index.ts";

export interface Stream {
  readonly name: string;
  /** How many of the mixed inputs of a run it gets, relative to the others. */
  readonly share: number;
  readonly input: (random: Random) => string;
  /** @throws what it does not keep of its promises */
  readonly run: (input: string) => void | Promise<void>;
}

/** What must not be in any message. */
const RAW =
  /undefined|Cidery made a mistake|\[object|Cannot read|is not a function|is not iterable|call stack|\bNaN\b/u;

export function plain(messages: readonly string[], input: string): void {
  for (const message of messages) {
    // What the input itself says may be quoted.
    const found = RAW.exec(message)?.[0];
    if (found !== undefined && !input.includes(found))
      throw new Error(`a raw message: ${message.slice(0, 300)}`);
  }
}

/** Input number `index` of a stream; a function of the two alone. */
function inputOf(stream: Stream, index: number): string {
  let seed = index + 1;
  for (const letter of stream.name)
    seed = (Math.imul(seed, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  return stream.input(Random.seeded(seed));
}

export interface Finding {
  readonly stream: string;
  readonly index: number;
  readonly message: string;
  readonly input: string;
}

/** Runs input `index` of a stream: what went wrong, if anything did. */
export async function tryInput(stream: Stream, index: number): Promise<Finding | undefined> {
  const input = inputOf(stream, index);
  const message = await faultOf(stream, input);
  return message === undefined ? undefined : { stream: stream.name, index, message, input };
}

export async function faultOf(stream: Stream, input: string): Promise<string | undefined> {
  try {
    await stream.run(input);
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}
