/**
 * What a command may ask of the program around the session. The workbench implements it with a
 * page; tests implement it with a few lines.
 */
import type { CutPlan } from "../cutPlan.ts";
import type { RetypePlan } from "../retypeKept.ts";
import type { Place } from "../pinnedPlaces.ts";

/** A direction on the canvas. */
export type Direction = "left" | "right" | "up" | "down";
/** What a diagram can be exported as. */
export type ExportFormat = "svg" | "png" | "pdf" | "tikz" | "dot" | "json";
/** A screen of the workbench. */
export type Screen =
  | "gallery"
  | "labs"
  | "compare"
  | "documents"
  | "versions"
  | "share"
  | "export"
  | "palette"
  | "keys"
  | "about"
  | "start"
  | "help";
/** A page of the help. */
export type HelpPage = "tutorial" | "glossary" | "language" | "limits" | "sources";
/** Colours of the page; `system` follows the device. */
export type Theme = "light" | "dark" | "system";

/** What commands need of the page around the session. */
export interface CommandHost {
  /** Centres of the nodes on screen, by name. */
  places(): ReadonlyMap<string, Place>;
  show(screen: Screen): void;
  /** Says something briefly, on screen and to screen readers, perhaps with an offer. */
  announce(message: string, offer?: { readonly title: string; readonly run: () => void }): void;
  newModel(): void;
  openFile(): void;
  saveFile(): void;
  duplicateModel(): void;
  exportAs(format: ExportFormat): void;
  copyImage(): void;
  zoom(change: "in" | "out" | "actual" | "fit"): void;
  /** Opens the name field of a node. */
  startRename(name: string): void;
  /** Asks to which node an arrow from this one shall lead. */
  startConnect(name: string): void;
  /** Unfolds the sheet of the selected node and puts the focus into it. */
  startSheet(): void;
  /** Opens the sliders for the probabilities of a chance node. */
  startTable(name: string): void;
  /** Opens the field for the display text of a node. */
  startLabel(name: string): void;
  /** A new node without a place of its own appears here. */
  centreOfView(): Place;
  /** Puts new nodes at a place until they are laid out or pinned. */
  placeNew(name: string, place: Place): void;
  focusNode(name: string): void;
  /** Asks what becomes of the numbers of a change of structure, does it, and then `whenDone`. */
  chooseNumbers(plan: CutPlan, whenDone?: () => void): void;
  /** Asks what becomes of the numbers of a node that changes its kind, and does it. */
  chooseKind(plan: RetypePlan): void;
  /** Plays the steps of the model, or leaves them. */
  toggleStory(): void;
  /** Shows the steps alone and large, as slides, or the whole page again. */
  present(): void;
  /** Opens one page of the help. */
  showHelp(page: HelpPage): void;
  toggleText(): void;
  toggleFold(): void;
  cycleDirection(): void;
  toggleUtilities(): void;
  toggleOverlay(): void;
  /** Shows or hides what the badges mean, under the diagram. */
  toggleLegend(): void;
  /** Shows only the criterion at this position of the list, or all again. */
  showCriterion(position: number): void;
  tidy(): void;
  cycleTheme(): void;
  runNumbers(): void;
  stopNumbers(): void;
  fillNumbers(): void;
  clearEvidence(): void;
  /** Opens the documentation beside the page. */
  openDocumentation(): void;
  writeClipboard(text: string): void;
  readClipboard(): Promise<string>;
  /** Ends what is under way: a field, a drag, a dialog. Returns whether there was anything. */
  cancel(): boolean;
}
