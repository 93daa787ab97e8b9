/**
 * A model, its view and the engine version as the fragment of an address: `#1.data.checksum`,
 * where 1 is the format and the data are JSON, deflated and written in base64url. The address is
 * the file; nobody's server sees a fragment.
 */
import { deflateSync, Inflate, strFromU8, strToU8 } from "fflate";

/** What travels in a link: the text, and how it was looked at. */
export interface SharedDocument {
  readonly text: string;
  readonly file?: string;
  /** Version of the library that wrote the link. */
  readonly engine: string;
  /** Seed of everything random in the view. */
  readonly seed?: number;
  /** What the view looked like; the workbench reads what it understands of it. */
  readonly view?: Readonly<Record<string, unknown>>;
}

/** What a shared link holds, or why it cannot be read. */
export type ReadLink =
  | { readonly kind: "none" }
  | { readonly kind: "read"; readonly document: SharedDocument; readonly newerEngine: boolean }
  /** Written by a version that uses a later format. */
  | { readonly kind: "newer"; readonly format: number; readonly message: string }
  | { readonly kind: "damaged"; readonly message: string };

const FORMAT = 1;
/** A link that unpacks to more than this is refused instead of freezing the page. */
const MOST_BYTES = 20_000_000;

/** The fragment, without `#`. */
export function writeShareLink(document: SharedDocument): string {
  const { text, file, engine, seed, view } = document;
  const json = JSON.stringify({ e: engine, t: text, f: file, s: seed, v: view });
  const data = toBase64Url(deflateSync(strToU8(json), { level: 9 }));
  return `${FORMAT}.${data}.${checksum(data)}`;
}

/** Reads a fragment with or without `#`. Never throws: a bad link is an answer. */
export function readShareLink(fragment: string, engine: string): ReadLink {
  const body = fragment.replace(/^#/u, "");
  const parts = /^(\d+)\.(.*)$/su.exec(body);
  if (parts === null) return { kind: "none" };
  const format = Number(parts[1]);
  if (format > FORMAT) {
    return {
      kind: "newer",
      format,
      message: `this link uses format ${format}, and this version reads up to ${FORMAT}`,
    };
  }
  if (format < 1) return damaged(`no version ever wrote format ${format}`);
  const [data = "", sum] = (parts[2] ?? "").split(".");
  if (checksum(data) !== sum) return damaged("it was cut off or changed on the way");
  const bytes = fromBase64Url(data);
  if (bytes === undefined) return damaged("it holds characters that no link holds");
  let json: unknown;
  try {
    const unpacked = inflated(bytes);
    if (unpacked === undefined) return damaged("it unpacks to more than 20 MB");
    json = JSON.parse(strFromU8(unpacked));
  } catch {
    return damaged("it does not unpack");
  }
  const read = documentFrom(json);
  if (read === undefined) return damaged("it holds no model");
  return { kind: "read", document: read, newerEngine: isNewer(read.engine, engine) };
}

function damaged(reason: string): ReadLink {
  return { kind: "damaged", message: `this link is damaged: ${reason}` };
}

function documentFrom(json: unknown): SharedDocument | undefined {
  if (!isObject(json)) return undefined;
  const { t, e, f, s, v } = json;
  if (typeof t !== "string" || typeof e !== "string") return undefined;
  return {
    text: t,
    engine: e,
    ...(typeof f === "string" && { file: f }),
    ...(typeof s === "number" && { seed: s }),
    ...(isObject(v) && { view: v }),
  };
}

function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/** The data unpacked piece by piece, or undefined once they pass the limit. */
function inflated(bytes: Uint8Array): Uint8Array | undefined {
  const pieces: Uint8Array[] = [];
  let total = 0;
  const inflate = new Inflate((piece) => {
    total += piece.length;
    if (total <= MOST_BYTES) pieces.push(piece);
  });
  const step = 4096;
  for (let at = 0; at < bytes.length && total <= MOST_BYTES; at += step) {
    inflate.push(bytes.subarray(at, at + step), at + step >= bytes.length);
  }
  if (total > MOST_BYTES) return undefined;
  const whole = new Uint8Array(total);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** FNV-1a over the characters, 32 bits: enough to notice a link that was cut off or mangled. */
function checksum(data: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < data.length; i++) {
    hash = Math.imul(hash ^ data.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}

/** Whether version a is later than b, number by number. */
function isNewer(a: string, b: string): boolean {
  const left = a.split(/[.-]/u).map(Number);
  const right = b.split(/[.-]/u).map(Number);
  for (let i = 0; i < 3; i++) {
    const difference = (left[i] || 0) - (right[i] || 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

function toBase64Url(bytes: Uint8Array): string {
  let result = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const word = ((bytes[i] as number) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let k = 0; k < Math.min(4, left + 1); k++) {
      result += ALPHABET[(word >> (18 - 6 * k)) & 63] as string;
    }
  }
  return result;
}

function fromBase64Url(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let word = 0;
  let bits = 0;
  let at = 0;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value === -1) return undefined;
    word = ((word << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (word >> bits) & 0xff;
    }
  }
  return bytes.subarray(0, at);
}
