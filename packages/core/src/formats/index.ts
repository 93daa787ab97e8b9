/**
 * How do other tools write it? Readers and writers, one file per format: JSON, PyCID, DAGitty,
 * BIF, XMLBIF, XDSL, NET, Gambit. Each says what it cannot carry over.
 */

export { readEfg } from "./efg.ts";
export { readNfg, writeNfg } from "./nfg.ts";
export { readLimid } from "./limid.ts";
export type { UaiParts } from "./uai.ts";
export { readUai } from "./uai.ts";
export type { BifNetwork, BifVariable } from "./bif.ts";
export { bifDiagram, bifFactors, readBif } from "./bif.ts";
