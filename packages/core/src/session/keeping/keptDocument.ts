/**
 * What a browser keeps of a document, with the number of its format: older ones are brought up to
 * date, newer and damaged ones are told apart from each other, and their text is saved where it can
 * be found, so that no stored value of whatever shape keeps a page from starting.
 */
import type { LiveDraft } from "./livePage.ts";

/** Goes up when the shape of `KeptDocument` changes; `brought` then learns the older one. */
export const KEPT_FORMAT = 2;

/** A document as a browser keeps it. */
export interface KeptDocument {
  readonly format: typeof KEPT_FORMAT;
  readonly id: string;
  /** Written here; opened from a link or the catalogue and not changed; a page of a file on disk. */
  readonly kind: "own" | "opened" | "live";
  readonly text: string;
  readonly file: string | undefined;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Of a page of a file on disk. */
  readonly live?: LiveDraft & {
    /** The whole path. */
    readonly path: string;
    readonly tab: string;
  };
}

/** What a browser had kept: a document, one of a newer workbench, or something damaged. */
export type ReadKept =
  | { readonly kind: "kept"; readonly document: KeptDocument }
  /** A newer workbench wrote it: it is not touched. */
  | { readonly kind: "newer"; readonly text: string | undefined }
  | { readonly kind: "damaged"; readonly text: string | undefined };

/** The document in a stored value, whatever that is. Never throws. */
export function readKept(stored: unknown, id: string): ReadKept {
  if (typeof stored !== "object" || stored === null) {
    return { kind: "damaged", text: typeof stored === "string" ? stored : undefined };
  }
  const fields = new Map<string, unknown>(Object.entries(stored));
  const found = fields.get("text");
  const text = typeof found === "string" ? found : undefined;
  const format = fields.get("format") ?? 1;
  if (typeof format === "number" && format > KEPT_FORMAT) return { kind: "newer", text };
  if (text === undefined) return { kind: "damaged", text };
  return { kind: "kept", document: brought(fields, text, id) };
}

/** Format 1 had neither `format` nor `kind`: whatever it kept was the reader's own. */
function brought(fields: ReadonlyMap<string, unknown>, text: string, id: string): KeptDocument {
  const [file, time, kind] = ["file", "time", "kind"].map((name) => fields.get(name));
  const live = readLive(fields.get("live"));
  return {
    format: KEPT_FORMAT,
    id,
    kind: kind === "opened" ? "opened" : kind === "live" && live !== undefined ? "live" : "own",
    text,
    file: typeof file === "string" ? file : undefined,
    time: typeof time === "number" && Math.abs(time) < LAST_TIME ? time : 0,
    ...(live !== undefined && { live: { ...live, text } }),
  };
}

/** Later moments have no date. */
const LAST_TIME = 8.64e15;

function readLive(value: unknown): Omit<NonNullable<KeptDocument["live"]>, "text"> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(value));
  const [base, path, tab, sent] = ["base", "path", "tab", "sent"].map((name) => fields.get(name));
  if (typeof base !== "string" || typeof path !== "string" || typeof tab !== "string") {
    return undefined;
  }
  return { base, path, tab, ...(typeof sent === "string" && { sent }) };
}

/** The document to show when an address names none: the newest of one's own, else the newest. */
export function documentToShow(documents: readonly KeptDocument[]): KeptDocument | undefined {
  const newest = documents
    .filter(({ kind }) => kind !== "live")
    .sort((one, other) => other.time - one.time);
  return newest.find(({ kind }) => kind === "own") ?? newest[0];
}
