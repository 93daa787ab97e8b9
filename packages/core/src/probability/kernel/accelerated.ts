/**
 * The accelerated workspace: the arena is WebAssembly memory, the loops are SIMD instructions.
 * Same promises as the reference workspace; results differ by rounding only. Where WebAssembly or
 * SIMD is missing, or no memory can be had, there is none and the reference is used.
 */
import { KERNEL_BASE64 } from "./binary.ts";
import type { Contraction } from "./contraction.ts";
import type { Mark, Workspace } from "./workspace.ts";

/** The parts of the WebAssembly API in use; core layers know no host library. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => { readonly exports: unknown };
  readonly Memory: new (limits: {
    readonly initial: number;
    readonly maximum: number;
  }) => WasmMemory;
}

interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

interface Kernel {
  contract(plan: number, a: number, b: number, o: number): void;
  range(at: number, count: number, to: number): void;
}

const PAGE = 65536;
const MOST_PAGES = 65536;
/** Doubles at the start of memory: what `range` writes and a margin. */
const RESERVED = 128;
const PLAN_WORDS = 18;

/** A workspace with room for about `entries` doubles, or undefined where there can be none. */
export function acceleratedWorkspace(entries: number): Workspace | undefined {
  const api = (globalThis as { readonly WebAssembly?: WebAssemblyApi }).WebAssembly;
  if (api === undefined) return undefined;
  const pages = Math.ceil(((entries + RESERVED) * 8) / PAGE) + 1;
  if (pages > MOST_PAGES) return undefined;
  try {
    compiled ??= new api.Module(decodeBase64(KERNEL_BASE64));
    const memory = new api.Memory({ initial: pages, maximum: MOST_PAGES });
    const { exports } = new api.Instance(compiled, { env: { memory } });
    return new AcceleratedWorkspace(memory, exports as Kernel);
  } catch {
    return undefined;
  }
}

let compiled: object | undefined;

class AcceleratedWorkspace implements Workspace {
  memory: Float64Array;
  readonly #wasm: WasmMemory;
  readonly #kernel: Kernel;
  #used = RESERVED;

  constructor(wasm: WasmMemory, kernel: Kernel) {
    this.#wasm = wasm;
    this.#kernel = kernel;
    this.memory = new Float64Array(wasm.buffer);
  }

  allocate(entries: number): number {
    const at = this.#used;
    this.#used += entries;
    if (this.#used > this.memory.length) {
      const missing = this.#used - this.memory.length;
      const wanted = Math.max(missing, Math.floor(this.memory.length / 8));
      const have = this.memory.length / (PAGE / 8);
      const pages = Math.min(Math.ceil(wanted / (PAGE / 8)), MOST_PAGES - have);
      if (pages * (PAGE / 8) < missing) {
        throw new RangeError(`${this.#used} numbers do not fit WebAssembly memory`);
      }
      this.#wasm.grow(pages);
      this.memory = new Float64Array(this.#wasm.buffer);
    }
    return at;
  }

  mark(): Mark {
    return { entries: this.#used, plans: 0 };
  }

  release(mark: Mark): void {
    this.#used = mark.entries;
  }

  contract(prepared: number, a: number, b: number, o: number): void {
    this.#kernel.contract(prepared, a * 8, b * 8, o * 8);
  }

  range(at: number, entries: number): { largest: number; smallest: number } {
    this.#kernel.range(at * 8, entries, 0);
    const largest = this.memory[0] as number;
    return {
      largest: Number.isNaN(largest) ? Infinity : largest,
      smallest: this.memory[1] as number,
    };
  }

  /** Writes the loop nest into memory; its address in bytes stands for it. */
  prepare(plan: Contraction): number {
    const { runs: r, high, low } = plan;
    const words = PLAN_WORDS + high.length + low.length;
    const address = this.allocate(Math.ceil(words / 2)) * 8;
    const view = new Uint32Array(this.#wasm.buffer, address, words);
    const inBytes = [r.a1, r.b1, r.o1, r.a2, r.b2, r.o2, r.a3, r.b3, r.o3].map((x) => x * 8);
    const [a1, b1, o1, a2, b2, o2, a3, b3, o3] = inBytes as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const highAt = address + PLAN_WORDS * 4;
    const lowAt = highAt + high.length * 4;
    view.set([r.n1, a1, b1, o1, r.n2, a2, b2, o2, r.n3, a3, b3, o3]);
    view.set([plan.outputs * 8, high.length / 3, low.length / 3, highAt, lowAt], 12);
    for (let i = 0; i < high.length; i++) view[PLAN_WORDS + i] = (high[i] as number) * 8;
    const lowWord = PLAN_WORDS + high.length;
    for (let i = 0; i < low.length; i++) view[lowWord + i] = (low[i] as number) * 8;
    return address;
  }
}

/** The bytes that a text in base 64 stands for. */
export function decodeBase64(text: string): Uint8Array {
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const body = text.replace(/=+$/, "");
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const character of body) {
    held = ((held << 6) | digits.indexOf(character)) & 0xfffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >>> bits) & 0xff;
  }
  return bytes;
}
