/**
 * The document in the page's address: read at the start and whenever another link is put there,
 * written as the document changes.
 */
import { type ReadLink, readShareLink } from "@cidery/core/session";
import { loadCatalogue } from "../state/catalogue.ts";
import { labOfAddress } from "../state/labLink.ts";
import { toast } from "../state/ui.ts";
import { undoOffer } from "../state/offers.ts";
import { currentDocument } from "./current.ts";
import { openDocument, openFromCatalogue } from "./documents.ts";
import { onScreen } from "./lineEnds.ts";
import { shareAddress } from "./link.ts";
import { sessionGet, sessionSet } from "./tab.ts";
import { differencesFrom, restoreView } from "./view.ts";

/** Changing the address more often is refused by browsers. */
const ADDRESS_DELAY = 500;
const LONGEST_ADDRESS = 60_000;
const KEY = "cidery-address";

let timer: ReturnType<typeof setTimeout> | undefined;

/** The catalogue's model that a fragment names, as cards of the gallery do: `#model/frameworks/mdp`. */
function modelOfAddress(fragment: string): string | undefined {
  return /^#model\/(?<slug>[\w/.-]+)$/u.exec(fragment)?.groups?.["slug"];
}

/** Opens the model in the address, unless this page put it there. Returns whether there was one. */
export async function openLinkAtStart(): Promise<boolean> {
  if (isOwn(location.hash)) return false;
  const slug = modelOfAddress(location.hash);
  if (slug !== undefined) return openFromCatalogue(slug);
  return openLink(readShareLink(location.hash, __ENGINE__));
}

/** A link that is put into the address of the open page is opened too; returns what stops it. */
export function followAddress(): () => void {
  const follow = (): void => {
    if (labOfAddress(location.hash) !== undefined || isOwn(location.hash)) return;
    clearTimeout(timer);
    const slug = modelOfAddress(location.hash);
    if (slug !== undefined) {
      void openFromCatalogue(slug).then(scheduleAddress);
      return;
    }
    if (openLink(readShareLink(location.hash, __ENGINE__))) {
      toast("Opened the link; the previous model is kept under File, Documents", {
        action: undoOffer(),
      });
    }
    scheduleAddress();
  };
  window.addEventListener("hashchange", follow);
  return () => window.removeEventListener("hashchange", follow);
}

export function scheduleAddress(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    // A lab's address stands until the lab is left.
    if (labOfAddress(location.hash) !== undefined) return;
    const address = shareAddress(location.search, false);
    const { kind } = currentDocument();
    // A file's own page opens the file again, whatever else its address says.
    const bare = kind === "live" || address.length > LONGEST_ADDRESS;
    const hash = bare ? "" : new URL(address).hash;
    // A reload in this very moment may still bring the address before: that, too, is this page's.
    sessionSet(KEY, `${hash} ${location.hash}`);
    history.replaceState(history.state, "", `${location.pathname}${location.search}${hash}`);
  }, ADDRESS_DELAY);
}

function isOwn(hash: string): boolean {
  return (sessionGet(KEY) ?? "").split(" ").includes(hash);
}

function openLink(link: ReadLink): boolean {
  if (link.kind === "none") return false;
  if (link.kind !== "read") {
    const way =
      link.kind === "newer"
        ? "open it with a newer workbench"
        : "ask for it again, or copy the whole address";
    toast(`${capital(link.message)}. Please ${way}. Your own last model is shown instead`, {
      tone: "trouble",
    });
    return false;
  }
  const { text, file, view, engine } = link.document;
  openDocument({ text: onScreen(text), ...(file !== undefined && { file }) }, "open a link");
  restoreView(view);
  // What extends a model of the catalogue has no verdicts before that is here.
  if (engine !== __ENGINE__)
    void loadCatalogue().then(() => sayWhatReadsDifferently(engine, view, link.newerEngine));
  return true;
}

/** A link keeps what was present where it was made: another engine is held to it, in words. */
function sayWhatReadsDifferently(
  engine: string,
  view: Readonly<Record<string, unknown>> | undefined,
  newer: boolean,
): void {
  const made = `This link was made by Cidery ${engine}; this is ${__ENGINE__}`;
  const differences = differencesFrom(view);
  if (differences === undefined) {
    if (!newer) return;
    const words = "Verdicts may differ: look for a newer workbench";
    toast(`${made}. ${words}`, { tone: "trouble" });
  } else if (differences.length === 0) toast(`${made}. Its incentives read the same here`);
  else toast(`${made}. Here it reads differently: ${differences.join("; ")}`, { tone: "trouble" });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
