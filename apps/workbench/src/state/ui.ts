/**
 * What the page remembers besides the document: which panes and dialogs are open, filters, the
 * verdict under the pointer, toasts. Nothing here is part of the model.
 */
import type {
  CutPlan,
  HelpPage,
  Place,
  RetypePlan,
  Screen,
  SelectedEdge,
  Theme,
} from "@cidery/core/session";
import { create } from "zustand";

export interface Toast {
  readonly id: number;
  readonly message: string;
  readonly tone: "plain" | "trouble";
  readonly action?: {
    readonly title: string;
    readonly run: () => void;
    /** Whether the document has changed so that it would do something else now. */
    readonly isOver?: () => boolean;
  };
}

export type Folding = boolean | "template";
export type StatusFilter = "present" | "absent" | "unknown" | "not-applicable";
/** What is unfolded under a line of an agent's card. */
export type CardPart = "why" | "fix" | "rests" | "example";

export interface Ui {
  readonly theme: Theme;
  readonly dark: boolean;
  readonly textShown: boolean;
  readonly phoneTab: "diagram" | "text";
  /** Repeated steps: the first and last (true), all (false), or one that stands for all. */
  readonly folded: Folding;
  /** Which way pictures run; automatically, where they are larger. */
  readonly direction: "auto" | "right" | "down";
  readonly utilities: "diamond" | "hexagon";
  readonly overlay: boolean;
  readonly screen: Screen | undefined;
  /** The page of the help that is open when its screen is. */
  readonly helpPage: HelpPage;
  /** The steps of the model are shown alone and large, as slides. */
  readonly presenting: boolean;
  /** The lab on screen, over the model, with the address it was opened by. */
  readonly lab: { readonly id: string; readonly fragment: string } | undefined;
  readonly toasts: readonly Toast[];
  /** The last thing said to screen readers. */
  readonly spoken: string;
  readonly hoveredVerdict: string | undefined;
  readonly criterion: string | undefined;
  readonly agent: number | undefined;
  /** Names of decisions whose rules are held; none: all decisions optimal. */
  readonly holding: readonly string[];
  readonly statuses: readonly StatusFilter[];
  readonly answersTab: "incentives" | "numbers" | "ask" | "claims" | "about";
  /** Names of the variables whose events have happened, while a course of events is looked at. */
  readonly followed: readonly string[];
  /** Set while the pinned verdict is explained on its card rather than in the list. */
  readonly cardPart: CardPart | undefined;
  /** Arrows that are not there, on which an absent incentive rests: dashed on the diagram. */
  readonly missingArrows: readonly SelectedEdge[];
  /** A change of structure for which somebody has to say what becomes of the numbers. */
  readonly cutPlan:
    | { readonly plan: CutPlan; readonly whenDone: (() => void) | undefined }
    | undefined;
  /** A node that is to change its kind, while somebody says what becomes of its numbers. */
  readonly retyping: RetypePlan | undefined;
  /** The meaning of the badges is written under the diagram. */
  readonly legend: boolean;
  /** The sheet of the selected node is unfolded. */
  readonly sheetOpen: boolean;
  /** The node for which the other end of an arrow is being chosen by name. */
  readonly connecting: string | undefined;
  readonly renaming: string | undefined;
  /** The node whose display text is being written. */
  readonly labelling: string | undefined;
  /** The node whose probabilities are being set. */
  readonly editingTable: string | undefined;
  /** Places for nodes that were just made on the canvas. */
  readonly newPlaces: ReadonlyMap<string, Place>;
  /** Where the document is kept: said in the status bar. */
  readonly kept: "saved" | "saving" | "failed" | "read-only";
  /** What is said of it in a few words, and why. */
  readonly keptLabel: string;
  readonly keptReason: string;
}

/** Always the same list, so that nothing is drawn again for it. */
export const NOBODY_FOLLOWED: readonly string[] = [];

/** What outlasts the page. */
const KEPT = ["theme", "textShown", "direction", "utilities", "legend", "sheetOpen"] as const;
const preferences = readPreferences();

export const useUi = create<Ui>(() => ({
  theme: preferences.theme,
  dark: false,
  textShown: preferences.textShown,
  phoneTab: "diagram",
  folded: true,
  direction: preferences.direction,
  utilities: preferences.utilities,
  overlay: true,
  screen: undefined,
  helpPage: "tutorial",
  presenting: false,
  lab: undefined,
  toasts: [],
  spoken: "",
  hoveredVerdict: undefined,
  criterion: undefined,
  agent: undefined,
  holding: [],
  statuses: ["present", "absent", "unknown"],
  answersTab: "incentives",
  followed: NOBODY_FOLLOWED,
  cardPart: undefined,
  missingArrows: [],
  cutPlan: undefined,
  retyping: undefined,
  legend: preferences.legend,
  sheetOpen: preferences.sheetOpen,
  connecting: undefined,
  renaming: undefined,
  labelling: undefined,
  editingTable: undefined,
  newPlaces: new Map(),
  kept: "saving",
  keptLabel: "",
  keptReason: "",
}));

export function setUi(change: Partial<Ui>): void {
  useUi.setState(change);
  if (KEPT.some((key) => key in change)) writePreferences();
}

let nextToast = 1;

/** Shows a message for a few seconds (`toastSeconds`), and says it to screen readers. */
export function toast(
  message: string,
  more: { readonly tone?: Toast["tone"]; readonly action?: Toast["action"] } = {},
): void {
  const id = nextToast++;
  const { toasts } = useUi.getState();
  const entry: Toast = {
    id,
    message,
    tone: more.tone ?? "plain",
    ...(more.action && { action: more.action }),
  };
  useUi.setState({ toasts: [...toasts.slice(-2), entry], spoken: message });
}

/** How long a message stays, once it is on screen. */
export function toastSeconds({ tone, action }: Toast): number {
  return tone === "trouble" ? 14 : action === undefined ? 3.5 : 8;
}

export function dismissToast(id: number): void {
  const { toasts } = useUi.getState();
  useUi.setState({ toasts: toasts.filter((one) => one.id !== id) });
}

function readPreferences(): Pick<Ui, (typeof KEPT)[number]> {
  try {
    const kept = JSON.parse(localStorage.getItem("cidery-preferences") ?? "{}") as Partial<Ui>;
    const theme = kept.theme === "light" || kept.theme === "dark" ? kept.theme : "system";
    const { direction: way } = kept;
    const direction = way === "right" || way === "down" ? way : "auto";
    const utilities = kept.utilities === "hexagon" ? "hexagon" : "diamond";
    const [textShown, legend] = [kept.textShown !== false, kept.legend !== false];
    const sheetOpen = typeof kept.sheetOpen === "boolean" ? kept.sheetOpen : hasRoom();
    return { theme, textShown, direction, utilities, legend, sheetOpen };
  } catch {
    const [textShown, legend, sheetOpen] = [true, true, hasRoom()];
    return {
      theme: "system",
      textShown,
      direction: "auto",
      utilities: "diamond",
      legend,
      sheetOpen,
    };
  }
}

/** On a phone the answers come first: a sheet is unfolded when somebody asks. */
function hasRoom(): boolean {
  // Tests of what needs no page have none.
  return typeof matchMedia === "undefined" || !matchMedia("(max-width: 760px)").matches;
}

function writePreferences(): void {
  const { theme, textShown, direction, utilities, legend, sheetOpen } = useUi.getState();
  try {
    localStorage.setItem(
      "cidery-preferences",
      JSON.stringify({ theme, textShown, direction, utilities, legend, sheetOpen }),
    );
  } catch {
    // Storage may be switched off: preferences then last as long as the page.
  }
}
