/** `@cidery/core/formats`: how do other tools write it? */

export type {
  BifNetwork,
  BifVariable,
  ForeignGame,
  Format,
  FormatFile,
  Imported,
  OpenedFile,
  ReadOptions,
  UaiParts,
} from "../formats/index.ts";
export {
  bifFactors,
  encodingNote,
  formatByEnding,
  formatNamed,
  formatOf,
  FORMATS,
  readable,
  readBif,
  readBifDiagram,
  readEfg,
  readLimid,
  readModelFile,
  readNfg,
  readUai,
  writeEfg,
  writeNfg,
} from "../formats/index.ts";
