/**
 * One file on disk and the pages that show it, as a protocol. Every text the file had is a version;
 * all pages are told of each. A page writes on top of the version it knows: when the file has moved
 * on (another page, another editor), it is refused and told the present text, to put the two
 * together. A write that is sent again because its answer was lost is not done twice.
 *
 * Disk and clock stand outside, so that the same code runs in the command and in the simulator.
 */
import { strFromU8, strToU8 } from "fflate";
import { type FileForm, readFileForm, writeFileForm } from "./fileForm.ts";

/** What stands at the file's path now. */
export type DiskReading =
  | {
      readonly kind: "file";
      readonly bytes: Uint8Array;
      /** Why the system would not let it be written. */
      readonly locked?: string;
    }
  | { readonly kind: "gone"; readonly renamedTo?: string }
  | { readonly kind: "unreadable"; readonly reason: string };

/** One file as the protocol of live files needs it: read whole, written whole. */
export interface Disk {
  read(): DiskReading;
  /** Replaces the whole content or nothing. @throws Error with the system's reason */
  write(bytes: Uint8Array): void;
}

/** Text that is not plain model text, and why it is only shown. */
export interface ForeignText {
  readonly text: string;
  readonly why: string;
}

/** Why a file cannot be shown or changed now. */
export interface LiveProblem {
  readonly kind: "deleted" | "renamed" | "read-only" | "replaced" | "unreadable";
  /** A sentence for the reader, without the file's name at its beginning: "was deleted". */
  readonly message: string;
}

/** A file on disk as pages are told of it. */
export interface LiveState {
  /** Which run of the command speaks: versions of different runs are not to be compared. */
  readonly run: string;
  /** Goes up with every change of the text or of what may be done with it. */
  readonly version: number;
  readonly name: string;
  /** As on screen: lines end in `\n`. The last known text while the file is away. */
  readonly text: string;
  /** Why nothing is written at present. */
  readonly problem?: LiveProblem;
}

/** A text that a page asks to have written, and the version it was changed from. */
export interface LiveWrite {
  /** Unique, and the same when it is sent again. */
  readonly id: string;
  readonly run: string;
  /** The version whose text was changed. */
  readonly version: number;
  readonly text: string;
  /** Write it although the file was deleted. */
  readonly anew?: boolean;
}

/** What became of a text that was sent to be written. */
export type LiveAnswer =
  /** The text is on disk as this version; `state` may be newer. */
  | { readonly kind: "written"; readonly version: number; readonly state: LiveState }
  /** The file holds something else by now. */
  | { readonly kind: "conflict"; readonly state: LiveState }
  /** The file cannot be written, and stands as before. */
  | { readonly kind: "refused"; readonly reason: string; readonly state: LiveState };

/** Where the file is, what it is called, and how it is read. */
export interface LiveFileOptions {
  readonly disk: Disk;
  readonly name: string;
  readonly run: string;
  /** Why the file is only shown, whatever is in it: one of the installed catalogue. */
  readonly fixed?: string;
  /** Reads what is not plain UTF-8 model text; undefined: nothing to object. */
  readonly foreign?: (bytes: Uint8Array) => ForeignText | undefined;
}

const WRITES_REMEMBERED = 500;

/** A file on disk that pages show and change: its versions, and who hears of them. */
export class LiveFile {
  readonly #options: LiveFileOptions;
  readonly #listeners = new Set<(state: LiveState) => void>();
  readonly #done = new Map<string, number>();
  #bytes: Uint8Array = new Uint8Array();
  #content: Content = readFileForm("");
  #state: LiveState;

  /** @throws Error when the file cannot be read */
  constructor(options: LiveFileOptions) {
    this.#options = options;
    const { name, run } = options;
    this.#state = { run, version: 0, name, text: "" };
    const reading = options.disk.read();
    if (reading.kind !== "file") {
      throw new Error(
        reading.kind === "gone" ? `${name} is not there` : `cannot read ${name}: ${reading.reason}`,
      );
    }
    this.#take(reading, true);
  }

  state(): LiveState {
    return this.#state;
  }

  /** Tells of every change from now on; returns the function that ends it. */
  subscribe(listener: (state: LiveState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Looks at the disk, where anything may have happened. */
  look(): void {
    this.#take(this.#options.disk.read(), false);
  }

  write(write: LiveWrite): LiveAnswer {
    this.look();
    const before = this.#done.get(write.id);
    if (before !== undefined) return { kind: "written", version: before, state: this.#state };
    const { problem, run, version, text } = this.#state;
    const mayAnew = write.anew === true && problem?.kind === "deleted";
    if (problem !== undefined && !mayAnew) {
      return { kind: "refused", reason: problem.message, state: this.#state };
    }
    if (write.text === text && !mayAnew) return { kind: "written", version, state: this.#state };
    if (write.run !== run || write.version !== version) {
      return { kind: "conflict", state: this.#state };
    }
    const { form = readFileForm("").form } = this.#content;
    const bytes = strToU8(writeFileForm(write.text, form));
    try {
      this.#options.disk.write(bytes);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { kind: "refused", reason: `cannot be written: ${reason}`, state: this.#state };
    }
    this.#bytes = bytes;
    this.#content = { text: write.text, form };
    this.#next(write.text, undefined);
    this.#remember(write.id, version + 1);
    return { kind: "written", version: version + 1, state: this.#state };
  }

  #remember(id: string, version: number): void {
    this.#done.set(id, version);
    if (this.#done.size > WRITES_REMEMBERED) {
      const [oldest] = this.#done.keys();
      if (oldest !== undefined) this.#done.delete(oldest);
    }
  }

  #take(reading: DiskReading, isFirst: boolean): void {
    const { text } = this.#state;
    if (reading.kind === "gone") {
      const { renamedTo } = reading;
      this.#next(
        text,
        renamedTo === undefined
          ? { kind: "deleted", message: "was deleted" }
          : { kind: "renamed", message: `is called ${renamedTo} now` },
      );
      return;
    }
    if (reading.kind === "unreadable") {
      this.#next(text, { kind: "unreadable", message: `cannot be read: ${reading.reason}` });
      return;
    }
    const { bytes, locked } = reading;
    if (isFirst || !sameBytes(bytes, this.#bytes)) {
      this.#bytes = bytes.slice();
      this.#content = this.#read(bytes, isFirst ? undefined : text);
    }
    const refused = locked ?? this.#options.fixed;
    this.#next(
      this.#content.text,
      this.#content.problem ??
        (refused === undefined ? undefined : { kind: "read-only", message: refused }),
    );
  }

  /** @param before the text until now; what cannot be written back does not take its place */
  #read(bytes: Uint8Array, before: string | undefined): Content {
    const foreign = this.#options.foreign?.(bytes) ?? notUtf8(bytes);
    if (foreign === undefined) return readFileForm(decoded(bytes));
    const { text, why } = foreign;
    return before === undefined
      ? { text, problem: { kind: "read-only", message: why } }
      : { text: before, problem: { kind: "replaced", message: `was replaced: ${why}` } };
  }

  #next(text: string, problem: LiveProblem | undefined): void {
    const { run, name, version, text: before, problem: standing } = this.#state;
    if (version > 0 && text === before && problem?.message === standing?.message) return;
    this.#state = {
      run,
      name,
      version: version + 1,
      text,
      ...(problem !== undefined && { problem }),
    };
    for (const listener of this.#listeners) listener(this.#state);
  }
}

interface Content {
  readonly text: string;
  /** How to write it back; undefined when it is only shown. */
  readonly form?: FileForm;
  readonly problem?: LiveProblem;
}

/** The mark at the beginning is part of the form, so it is not swallowed here. */
function decoded(bytes: Uint8Array): string {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return marked ? `\uFEFF${strFromU8(bytes.subarray(3))}` : strFromU8(bytes);
}

function notUtf8(bytes: Uint8Array): ForeignText | undefined {
  if (sameBytes(strToU8(decoded(bytes)), bytes)) return undefined;
  return {
    text: strFromU8(bytes, true),
    why: "is not in UTF-8, and writing it would change other bytes",
  };
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
