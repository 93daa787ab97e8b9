/** One node's sheet: what it shows, and what is typed into it. */
export type { NodeSheet, SheetTable, SheetTableKind } from "./nodeSheet.ts";
export { nodeSheet } from "./nodeSheet.ts";
export { setCell, setFormula, setNote, setOwners, writeAsTable } from "./sheetEdits.ts";
export type { StateWish } from "./states.ts";
export { setStates } from "./states.ts";
