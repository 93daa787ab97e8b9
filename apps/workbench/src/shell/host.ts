/** The page as commands see it: see `CommandHost`. */
import type { CommandHost } from "@cidery/core/session";
import { cancelDrag } from "../canvas/drag.ts";
import { fold } from "../canvas/fold.ts";
import { centreOfView, showPlace, zoomCanvas } from "../canvas/flow.ts";
import { focusNode } from "../canvas/focus.ts";
import { currentPlaces, pinPlace, placeOfPin, shownPlace, tidy } from "../canvas/scene.ts";
import { duplicateInNewTab, newModel } from "../documents/documents.ts";
import { openFile, saveFile } from "../documents/files.ts";
import { loadPictures, picturesNow } from "../documents/pictures.ts";
import { forgetComparison } from "../state/comparison.ts";
import { toggleCriterionAt } from "../state/criteria.ts";
import { startSheet } from "../panels/sheet/startSheet.ts";
import { togglePresenting, toggleStory } from "../state/story.ts";
import { setUi, toast, useUi } from "../state/ui.ts";
import { fillNumbers } from "../worker/fill.ts";
import { clearEvidence, runNumbers, stopNumbers } from "../worker/numbers.ts";

let clipboard = "";
const WAYS = { auto: "whichever way makes them larger", right: "to the right", down: "downwards" };

/**
 * What Escape takes away. Dialogs that are on screen hear it themselves; one whose part is still
 * being loaded must not come up after it.
 */
const NOTHING_OPEN = {
  renaming: undefined,
  labelling: undefined,
  editingTable: undefined,
  screen: undefined,
  cutPlan: undefined,
  retyping: undefined,
  connecting: undefined,
} as const;

function withPictures(
  work: (pictures: Awaited<ReturnType<typeof loadPictures>>) => Promise<void>,
): void {
  const pictures = picturesNow();
  (pictures === undefined ? loadPictures().then(work) : work(pictures)).catch((error: unknown) =>
    toast(`No picture: ${String(error)}`, { tone: "trouble" }),
  );
}

export const host: CommandHost = {
  places: currentPlaces,
  show(screen) {
    if (screen === "compare") forgetComparison();
    setUi({ screen });
  },
  announce(message, offer) {
    toast(message, offer && { action: offer });
  },
  newModel,
  openFile: () => void openFile(),
  saveFile: () => void saveFile(),
  duplicateModel: duplicateInNewTab,
  exportAs: (format) => withPictures(({ exportAs }) => exportAs(format)),
  copyImage: () => withPictures(({ copyImage }) => copyImage()),
  zoom: zoomCanvas,
  startRename: (name) => setUi({ renaming: name, labelling: undefined }),
  startConnect: (name) => setUi({ connecting: name }),
  startSheet,
  startTable: (name) => setUi({ editingTable: name }),
  startLabel: (name) => setUi({ labelling: name, renaming: undefined }),
  centreOfView: () => pinPlace(centreOfView()),
  placeNew(name, place) {
    setUi({ newPlaces: new Map(useUi.getState().newPlaces).set(name, place) });
    showPlace(placeOfPin(place));
  },
  focusNode(name) {
    const place = shownPlace(name);
    if (place !== undefined) showPlace(place);
    focusNode(name);
  },
  chooseNumbers: (plan, whenDone) => setUi({ cutPlan: { plan, whenDone } }),
  chooseKind: (plan) => setUi({ retyping: plan }),
  toggleStory,
  present: () => togglePresenting(!useUi.getState().presenting),
  showHelp: (page) => setUi({ screen: "help", helpPage: page }),
  toggleText() {
    const { textShown, phoneTab } = useUi.getState();
    if (matchMedia("(max-width: 760px)").matches) {
      setUi({ phoneTab: phoneTab === "text" ? "diagram" : "text" });
    } else setUi({ textShown: !textShown });
  },
  toggleFold() {
    const { folded } = useUi.getState();
    fold(folded === true ? "template" : folded === "template" ? false : true);
  },
  cycleDirection() {
    const { direction } = useUi.getState();
    const next = direction === "auto" ? "right" : direction === "right" ? "down" : "auto";
    setUi({ direction: next });
    toast(`Pictures run ${WAYS[next]}`);
  },
  toggleUtilities() {
    const { utilities } = useUi.getState();
    const next = utilities === "diamond" ? "hexagon" : "diamond";
    setUi({ utilities: next });
    toast(`Utilities are drawn as ${next}s`);
  },
  toggleOverlay: () => setUi({ overlay: !useUi.getState().overlay }),
  toggleLegend: () => setUi({ legend: !useUi.getState().legend }),
  showCriterion: toggleCriterionAt,
  tidy,
  cycleTheme() {
    const { theme } = useUi.getState();
    const next = theme === "system" ? "light" : theme === "light" ? "dark" : "system";
    setUi({ theme: next });
    toast(`Colours: ${next === "system" ? "as the system has them" : next}`);
  },
  runNumbers,
  stopNumbers,
  fillNumbers,
  clearEvidence,
  openDocumentation() {
    window.open(new URL("docs/index.html", document.baseURI), "_blank", "noopener");
  },
  writeClipboard(text) {
    clipboard = text;
    void navigator.clipboard?.writeText(text).catch(() => undefined);
  },
  async readClipboard() {
    try {
      return (await navigator.clipboard.readText()) || clipboard;
    } catch {
      return clipboard;
    }
  },
  cancel() {
    const before = useUi.getState();
    const dragged = cancelDrag();
    setUi({ ...NOTHING_OPEN, hoveredVerdict: undefined });
    const closed = Object.keys(NOTHING_OPEN) as (keyof typeof NOTHING_OPEN)[];
    return dragged || closed.some((one) => before[one] !== undefined);
  },
};
