/**
 * Every format Cidery knows. Content decides what a file is, its ending only where content does
 * not. To add a format: one file beside this one, one line here.
 */
import type { Format } from "./format.ts";
import { isModelText, ITEM_WORDS } from "../language/index.ts";
import { Register } from "../base/index.ts";
import { bif } from "./bif.ts";
import { dagitty } from "./dagitty.ts";
import { dne } from "./dne.ts";
import { DRAWINGS } from "./drawings.ts";
import { efg } from "./efg.ts";
import { fast } from "./fast.ts";
import { limid } from "./limid.ts";
import { cid, json } from "./native.ts";
import { net } from "./net.ts";
import { nfg } from "./nfg.ts";
import { pgmx } from "./pgmx.ts";
import { python } from "./python.ts";
import { uai } from "./uai.ts";
import { UNREAD } from "./unread.ts";
import { xdsl } from "./xdsl.ts";
import { xmlbif } from "./xmlbif.ts";

/** In the order in which content is tried; those that are read come first. */
export const FORMATS: readonly Format[] = [
  cid,
  bif,
  xmlbif,
  xdsl,
  net,
  pgmx,
  dne,
  uai,
  limid,
  efg,
  nfg,
  dagitty,
  fast,
  python,
  json,
  ...DRAWINGS,
  ...UNREAD,
];

/** An ending alone must tell one format, so two never share it. */
const BY_ENDING = new Register("ending", FORMATS, ({ endings }) => endings);

const BY_ID = new Register("format", FORMATS, ({ id }) => [id]);

/** The format with this id. */
export function formatNamed(id: string): Format | undefined {
  return BY_ID.called(id);
}

/** What a file is: by its content, else by its ending, else a `.cid` model. */
export function formatOf(name: string, text: string): Format {
  if (isModelText(name, text)) return cid;
  const byEnding = formatByEnding(name);
  if (byEnding !== cid) {
    if (byEnding?.read !== undefined && byEnding.recognise(text)) return byEnding;
    const byContent = FORMATS.find((format) => format.recognise(text));
    return byContent ?? byEnding ?? (looksForeign(name, text) ? UNKNOWN : cid);
  }
  // A .cid file has mistakes of its own; it is something else only when that is beyond doubt.
  return FORMATS.find((format) => format !== fast && format.recognise(text)) ?? cid;
}

/** A file with an ending of its own and not one line that begins as lines of models do. */
function looksForeign(name: string, text: string): boolean {
  const ending = /\.([a-z0-9]{1,8})(?:\.gz)?$/iu.exec(name)?.[1];
  if (ending === undefined || ending.toLowerCase() === "txt") return false;
  return !MODEL_LINE.test(text.slice(0, 100_000));
}

const MODEL_LINE = new RegExp(`^[ \\t]*(?:${ITEM_WORDS.join("|")})\\b`, "mu");

const UNKNOWN: Format = {
  id: "unknown",
  title: "file of a kind Cidery does not know",
  endings: [],
  recognise: () => false,
  losses: {},
  instead: "if it is a model, call it .cid to see its mistakes",
};

/** The format that a file's name suggests. */
export function formatByEnding(name: string): Format | undefined {
  const plain = name.toLowerCase().replace(/\.gz$/u, "");
  const ending = BY_ENDING.names.find((one) => plain.endsWith(one));
  return ending === undefined ? undefined : BY_ENDING.called(ending);
}
