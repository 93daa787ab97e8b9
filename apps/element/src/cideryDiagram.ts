/**
 * `<cidery-diagram>`: a causal influence diagram in any web page, drawn from its `.cid` text, with a badge
 * for every incentive that the graph admits. Pointing at a node, or stepping to it with the Tab key,
 * lights up why.
 *
 * Attributes: `src` (address of a model; else the text between the tags), `theme` (auto, light, dark),
 * `direction` (right, down), `criteria` (ids, separated by blanks), `param` (`p=0.2 q=1`), `workbench`
 * (address of a workbench; gives a link that opens a copy there). Event `cidery-read` when a model is
 * shown, with `{ verdicts }`; `cidery-trouble` with `{ message }` when it cannot be; `cidery-point` with
 * `{ node }` when another node is pointed at, or none.
 */
import { CARD_CRITERIA, criterionNamed, type Parameter, type Verdict } from "@cidery/core";
import { writeShareLink } from "@cidery/core/session";
import { type Look, pictureOf, readModel, sentencesAbout, type Shown } from "./reading.ts";
import { STYLE } from "./style.ts";

declare const __ENGINE__: string;

/** Where a page is built there is no document: importing the file does nothing then. */
const Base =
  (globalThis.HTMLElement as typeof HTMLElement | undefined) ?? (class {} as typeof HTMLElement);

/** In characters; a larger file is not a figure for a page. */
const LONGEST = 300_000;

export class CideryDiagram extends Base {
  static readonly observedAttributes = [
    "src",
    "theme",
    "direction",
    "criteria",
    "param",
    "workbench",
  ];
  readonly #root = this.attachShadow({ mode: "open" });
  #text = "";
  #shown: Shown | undefined;
  /** What was asked for last; an answer that comes after a later question is dropped. */
  #asked = 0;
  #lit: string | undefined;
  #light: ((node: string | undefined) => void) | undefined;

  connectedCallback(): void {
    void this.#refresh();
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (this.isConnected && before !== after) void this.#refresh();
  }

  /** The model's text; setting it shows another one. */
  get text(): string {
    return this.#text;
  }
  set text(text: string) {
    this.#asked++;
    this.#show(text);
  }

  /** What the graph says of the model that is shown. */
  get verdicts(): readonly Verdict[] {
    return this.#shown?.verdicts ?? [];
  }

  /** The parameters that the model declares, with their values and ranges. */
  get parameters(): readonly Parameter[] {
    return this.#shown?.diagram.parameters ?? [];
  }

  /** The node whose paths are lit up, or undefined; setting it points at another one. */
  get pointed(): string | undefined {
    return this.#lit;
  }
  set pointed(node: string | undefined) {
    this.#light?.(node);
  }

  async #refresh(): Promise<void> {
    const asked = ++this.#asked;
    const source = this.getAttribute("src");
    if (source === null) {
      this.#show(this.#text || unindented(this.textContent ?? ""));
      return;
    }
    try {
      const text = await fetched(new URL(source, this.baseURI).href);
      if (asked === this.#asked) this.#show(text);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (asked === this.#asked) this.#complain(`The model ${source} cannot be loaded: ${why}`);
    }
  }

  #show(text: string): void {
    // The same model at other values stays lit where it was.
    if (text !== this.#text) this.#lit = undefined;
    this.#text = text;
    const look = this.#look();
    if (typeof look === "string") return this.#complain(look);
    const read = readModel(text, look);
    if ("trouble" in read) return this.#complain(read.trouble);
    this.#shown = read;
    this.#root.replaceChildren(style(), this.#figure(read, look));
    this.dispatchEvent(
      new CustomEvent("cidery-read", { bubbles: true, detail: { verdicts: read.verdicts } }),
    );
  }

  #figure(shown: Shown, look: Look): HTMLElement {
    const figure = element("figure", look.theme);
    const picture = element("div", "picture");
    const caption = element("figcaption", "");
    const said = element("p", "said");
    said.setAttribute("aria-live", "polite");
    const light = (node: string | undefined): void => {
      if (node === this.#lit && picture.firstChild !== null) return;
      const isOther = node !== this.#lit;
      this.#lit = node;
      if (isOther)
        this.dispatchEvent(new CustomEvent("cidery-point", { bubbles: true, detail: { node } }));
      const focused = this.#root.activeElement?.getAttribute("data-node");
      picture.innerHTML = pictureOf(shown, look, node);
      makeReachable(picture, shown);
      if (focused !== null && focused !== undefined)
        picture.querySelector<SVGElement>(`[data-node="${CSS.escape(focused)}"]`)?.focus();
      said.textContent =
        (node === undefined ? "" : sentencesAbout(shown, node).join(" ")) ||
        shown.answers.join(" ");
    };
    const nodeOf = (event: Event): string | undefined =>
      event.target instanceof Element
        ? (event.target.closest("[data-node]")?.getAttribute("data-node") ?? undefined)
        : undefined;
    picture.addEventListener("pointerover", (event) => light(nodeOf(event) ?? this.#lit));
    picture.addEventListener("pointerleave", () => light(undefined));
    picture.addEventListener("click", (event) => light(nodeOf(event)));
    picture.addEventListener("focusin", (event) => light(nodeOf(event)));
    this.#light = light;
    light(this.#lit);
    caption.append(said, ...this.#link());
    figure.append(picture, caption);
    return figure;
  }

  /** The link to a workbench, where the page names one. */
  #link(): readonly HTMLElement[] {
    const workbench = this.getAttribute("workbench");
    if (workbench === null) return [];
    const link = document.createElement("a");
    const fragment = writeShareLink({ text: this.#text, engine: __ENGINE__ });
    const address = new URL(workbench, this.baseURI);
    // Only a page can be opened; `javascript:` is not one.
    if (!/^https?:$|^file:$/u.test(address.protocol)) return [];
    address.hash = fragment;
    link.href = address.href;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = "Open in the workbench";
    return [link];
  }

  /** What the attributes ask for, or what is wrong with them. */
  #look(): Look | string {
    const theme = this.getAttribute("theme") ?? "auto";
    if (theme !== "auto" && theme !== "light" && theme !== "dark")
      return `theme="${theme}" is none of auto, light, dark.`;
    const direction = this.getAttribute("direction") ?? "right";
    if (direction !== "right" && direction !== "down")
      return `direction="${direction}" is neither right nor down.`;
    const criteria = words(this.getAttribute("criteria")) ?? CARD_CRITERIA;
    const unknown = criteria.find((id) => criterionNamed(id) === undefined);
    if (unknown !== undefined) return `There is no criterion ${unknown}.`;
    const parameters = new Map<string, number>();
    for (const setting of words(this.getAttribute("param")) ?? []) {
      const [, name, number] = /^([^=]+)=(.+)$/u.exec(setting) ?? [];
      const value = Number(number);
      if (name === undefined || !Number.isFinite(value))
        return `param="${setting}" is not of the form name=number.`;
      parameters.set(name, value);
    }
    return { theme, direction, criteria, parameters };
  }

  #complain(message: string): void {
    this.#shown = undefined;
    this.#light = undefined;
    const box = element("p", "trouble");
    box.setAttribute("role", "alert");
    box.textContent = message;
    this.#root.replaceChildren(style(), box);
    this.dispatchEvent(new CustomEvent("cidery-trouble", { bubbles: true, detail: { message } }));
  }
}

/** Nodes with badges can be stepped to; screen readers say what is said of them. */
function makeReachable(picture: HTMLElement, shown: Shown): void {
  for (const node of picture.querySelectorAll<SVGElement>("[data-node]")) {
    const name = node.dataset["node"] ?? "";
    const sentences = sentencesAbout(shown, name);
    if (sentences.length === 0) continue;
    node.setAttribute("tabindex", "0");
    node.setAttribute("role", "button");
    // Its name stays what is seen, for those who steer by voice.
    node.setAttribute("aria-description", sentences.join(" "));
  }
  // What can be stepped to must not be hidden in one image.
  picture.querySelector("svg")?.setAttribute("role", "group");
}

async function fetched(address: string): Promise<string> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the server answers ${answer.status}`);
  const text = await answer.text();
  if (text.length > LONGEST) throw new Error("it is longer than 300,000 characters");
  return text.replace(/^\uFEFF/u, "");
}

/** Text between tags is indented as the page is; the first line tells how far. */
function unindented(text: string): string {
  const lines = text
    .replace(/^\s*\n/u, "")
    .trimEnd()
    .split("\n");
  const margin = /^\s*/u.exec(lines[0] ?? "")?.[0] ?? "";
  return `${lines.map((line) => (line.startsWith(margin) ? line.slice(margin.length) : line)).join("\n")}\n`;
}

function words(text: string | null): readonly string[] | undefined {
  const found = text?.split(/\s+/u).filter((word) => word !== "");
  return found === undefined || found.length === 0 ? undefined : found;
}

function element(name: "figure" | "div" | "figcaption" | "p", className: string): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  return made;
}

function style(): HTMLStyleElement {
  const made = document.createElement("style");
  made.textContent = STYLE;
  return made;
}
