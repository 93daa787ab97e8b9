/**
 * From bytes to text, with what had to be assumed on the way: gzip is unpacked, UTF-8 and UTF-16
 * are recognised, an XML declaration is believed, and bytes that are not UTF-8 are read as
 * Windows-1252 (which agrees with Latin-1 in everything printable).
 */
import { gunzipSync, strFromU8, strToU8 } from "fflate";

/** A file's bytes as text, the encoding it was in, and whether it was packed. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: "UTF-8" | "UTF-16" | "Windows-1252";
  readonly packed: boolean;
  /** What the bytes are, when they are not text: `a PDF file`. */
  readonly binary?: string;
}

/** Largest text that is unpacked; more would not be read by any reader. */
const MOST_UNPACKED = 2 ** 29;

/** @throws RangeError when packed bytes are damaged or too large */
export function decodeBytes(bytes: Uint8Array): DecodedText {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return { ...decodePlain(bytes), packed: false };
  if (bytes.length < 18) throw new RangeError("the gzip file is damaged (it ends too early)");
  const size = new DataView(bytes.buffer, bytes.byteOffset + bytes.byteLength - 4, 4);
  if (size.getUint32(0, true) > MOST_UNPACKED) {
    throw new RangeError("the file unpacks to more than 512 MB");
  }
  let unpacked: Uint8Array;
  try {
    unpacked = gunzipSync(bytes);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new RangeError(`the gzip file is damaged (${why})`);
  }
  return { ...decodePlain(unpacked), packed: true };
}

type Plain = Omit<DecodedText, "packed">;

function decodePlain(bytes: Uint8Array): Plain {
  const magic = binaryKind(bytes);
  if (magic !== undefined) return { text: "", encoding: "UTF-8", binary: magic };
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return narrow(bytes.subarray(3));
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return wide(bytes.subarray(2), true);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return wide(bytes.subarray(2), false);
  const zeros = zeroBytes(bytes);
  if (zeros.odd > zeros.looked / 4 && zeros.even === 0) return wide(bytes, true);
  if (zeros.even > zeros.looked / 4 && zeros.odd === 0) return wide(bytes, false);
  if (zeros.odd + zeros.even > 0) return { text: "", encoding: "UTF-8", binary: "a binary file" };
  return narrow(bytes);
}

function narrow(bytes: Uint8Array): Plain {
  const declared = declaredEncoding(bytes);
  if (declared === undefined) {
    const text = strFromU8(bytes);
    if (sameBytes(strToU8(text), bytes)) return { text, encoding: "UTF-8" };
  }
  const text = strFromU8(bytes, true).replace(/[\u0080-\u009f]/gu, (one) => {
    const code = WINDOWS_1252[one.charCodeAt(0) - 0x80] ?? 0;
    return code === 0 ? one : String.fromCharCode(code);
  });
  return { text, encoding: declared === undefined ? "Windows-1252" : "UTF-8" };
}

/** Latin-1 when an XML declaration says so; the answer then needs no warning. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = strFromU8(bytes.subarray(0, 200), true);
  const name = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([^"']+)["']/u.exec(head)?.[1] ?? "";
  return /^(?:iso-8859-1|latin-?1|windows-1252|cp1252|us-ascii)$/iu.test(name) ? name : undefined;
}

function wide(bytes: Uint8Array, little: boolean): Plain {
  const parts: string[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const units = bytes.byteLength >> 1;
  for (let start = 0; start < units; start += 4096) {
    const chunk: number[] = [];
    for (let i = start; i < Math.min(units, start + 4096); i++) {
      chunk.push(view.getUint16(2 * i, little));
    }
    parts.push(String.fromCharCode(...chunk));
  }
  return { text: parts.join(""), encoding: "UTF-16" };
}

function zeroBytes(bytes: Uint8Array): { odd: number; even: number; looked: number } {
  const looked = Math.min(bytes.length, 4096);
  let odd = 0;
  let even = 0;
  for (let i = 0; i < looked; i++) {
    if (bytes[i] !== 0) continue;
    if (i % 2 === 1) odd++;
    else even++;
  }
  return { odd, even, looked };
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

const MAGIC: readonly (readonly [string, string])[] = [
  ["%PDF", "a PDF file"],
  ["\u0089PNG", "a PNG picture"],
  ["\u00ff\u00d8\u00ff", "a JPEG picture"],
  ["GIF8", "a GIF picture"],
  ["PK\u0003\u0004", "a ZIP archive (or an office document)"],
  ["7z\u00bc\u00af", "a 7z archive"],
  ["BZh", "a bzip2 archive"],
  ["\u00fd7zXZ", "an xz archive"],
  ["\u0028\u00b5\u002f\u00fd", "a zstd archive"],
  ["\u0080\u0004\u0095", "a Python pickle"],
  ["SQLite format 3", "an SQLite database"],
  ["\u0089HDF", "an HDF5 file"],
  ["RDX2", "an R data file"],
  ["RDX3", "an R data file"],
  ["\u007fELF", "a program"],
];

function binaryKind(bytes: Uint8Array): string | undefined {
  const head = strFromU8(bytes.subarray(0, 16), true);
  return MAGIC.find(([magic]) => head.startsWith(magic))?.[1];
}

/** 0x80 … 0x9f; 0 where the code page has nothing. */
const WINDOWS_1252: readonly number[] = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152,
  0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161,
  0x203a, 0x0153, 0, 0x017e, 0x0178,
];
