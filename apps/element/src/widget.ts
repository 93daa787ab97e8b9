/**
 * The diagram as a widget of notebooks, for anywidget: the element, a slider for every parameter with a
 * range, and three values in common with Python: the text, the parameters, the node that is pointed at.
 */
import "./define.ts";
import type { Parameter } from "@cidery/core";
import type { CideryDiagram } from "./cideryDiagram.ts";

/** What anywidget hands over: values shared with the kernel. */
interface SharedModel {
  get(name: "text" | "theme" | "node" | "criteria"): string;
  get(name: "params"): Readonly<Record<string, number>>;
  set(name: string, value: unknown): void;
  save_changes(): void;
  on(event: string, hear: () => void): void;
  off(event: string, hear: () => void): void;
}

/** Positions of a slider between the ends of a range that is not of whole numbers. */
const STEPS = 100;

function render({
  model,
  el,
}: {
  readonly model: SharedModel;
  readonly el: HTMLElement;
}): () => void {
  const diagram = document.createElement("cidery-diagram") as CideryDiagram;
  const sliders = document.createElement("div");
  sliders.style.cssText =
    "display:flex;flex-wrap:wrap;gap:4px 20px;padding:6px 2px;font:13px sans-serif";
  el.setAttribute("data-lm-suppress-shortcuts", "true");
  el.addEventListener("keydown", keepOwnKeys);
  el.append(sliders, diagram);

  const share = (name: string, value: unknown): void => {
    model.set(name, value);
    model.save_changes();
  };
  const look = (): void => {
    diagram.setAttribute("theme", model.get("theme"));
    const criteria = model.get("criteria");
    if (criteria === "") diagram.removeAttribute("criteria");
    else diagram.setAttribute("criteria", criteria);
  };
  const settings = (): void => {
    const written = Object.entries(model.get("params")).map(([name, value]) => `${name}=${value}`);
    diagram.setAttribute("param", written.join(" "));
  };
  const showText = (): void => {
    diagram.text = model.get("text");
  };
  const point = (): void => {
    diagram.pointed = model.get("node") || undefined;
  };
  const sliderOf = ({ name, value, low, high, structural }: Parameter): readonly HTMLElement[] =>
    low === undefined || high === undefined
      ? []
      : [
          slider({ name, value, low, high, whole: structural }, (chosen) =>
            share("params", { ...model.get("params"), [name]: chosen }),
          ),
        ];
  const draw = (): void => {
    sliders.replaceChildren(...diagram.parameters.flatMap(sliderOf));
  };
  diagram.addEventListener("cidery-read", () => {
    // A slider that is held stays the same element while its picture changes.
    const held = sliders.contains(document.activeElement);
    if (!held || sliders.childElementCount === 0) draw();
  });
  diagram.addEventListener("cidery-point", (event) => {
    const node = (event as CustomEvent<{ node?: string }>).detail.node ?? "";
    if (node !== model.get("node")) share("node", node);
  });
  const heard = [
    ["change:text", showText],
    ["change:params", settings],
    ["change:theme", look],
    ["change:criteria", look],
    ["change:node", point],
  ] as const;
  for (const [event, hear] of heard) model.on(event, hear);
  look();
  settings();
  showText();
  return () => {
    for (const [event, hear] of heard) model.off(event, hear);
    el.removeEventListener("keydown", keepOwnKeys);
  };
}

/** A notebook takes arrows for steps between its cells and headings: those that move a slider are not for it. */
function keepOwnKeys(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^(?:Arrow|Page)|^(?:Home|End)$/u.test(event.key)) event.stopPropagation();
}

interface Range {
  readonly name: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly whole: boolean;
}

function slider(
  { name, value, low, high, whole }: Range,
  choose: (value: number) => void,
): HTMLElement {
  const label = document.createElement("label");
  const input = document.createElement("input");
  const shown = document.createElement("output");
  input.type = "range";
  input.min = String(low);
  input.max = String(high);
  input.step = whole ? "1" : String((high - low) / STEPS);
  input.value = String(value);
  input.setAttribute("aria-label", name);
  shown.value = String(value);
  input.addEventListener("input", () => {
    shown.value = input.value;
    choose(Number(input.value));
  });
  label.append(`${name} `, input, " ", shown);
  return label;
}

export default { render };
