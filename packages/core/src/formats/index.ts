/**
 * How do other tools write it? One file per format, listed in `registry.ts`; `kit/` is what the
 * readers share. Each format says what it cannot carry over.
 */

export type { Format, FormatFile, ForeignGame, Imported, ReadOptions } from "./format.ts";
export type { DecodedText } from "./kit/decode.ts";
export { decodeBytes } from "./kit/decode.ts";
export { FORMATS, formatByEnding, formatNamed, formatOf } from "./registry.ts";
export type { OpenedFile } from "./door.ts";
export { encodingNote, readable, readModelFile } from "./door.ts";
export { readEfg } from "./efg.ts";
export { writeEfg } from "./write/efg.ts";
export { readNfg, writeNfg } from "./nfg.ts";
export { readLimid } from "./limid.ts";
export type { UaiParts } from "./uai.ts";
export { readUai } from "./uai.ts";
export type { BifNetwork, BifVariable } from "./bif.ts";
export { bifFactors, readBif, readBifDiagram } from "./bif.ts";
