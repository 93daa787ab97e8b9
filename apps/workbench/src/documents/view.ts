/**
 * What of the view travels with a link: filters and folding, and in a link for others also the open tab,
 * what is observed and set, the pinned verdict, the step of the story, where the nodes are, and which
 * incentives were present, so that another engine can say what it reads differently.
 */
import { showValue, type InfluenceDiagram, type Value } from "@cidery/core";
import { answersOf, verdictKey } from "@cidery/core/session";
import { currentPlaces, placeAsLinked } from "../canvas/scene.ts";
import {
  comparisonForLink,
  comparisonOfLink,
  diagramOfOther,
  forgetComparison,
  type OtherModel,
  useComparison,
} from "../state/comparison.ts";
import { BADGE_CRITERIA } from "../state/criteria.ts";
import { session } from "../state/document.ts";
import { goToStep, useStory } from "../state/story.ts";
import { setUi, type Ui, useUi } from "../state/ui.ts";
import { computeNow, useNumbers } from "../worker/numbers.ts";

type View = Readonly<Record<string, unknown>>;

/** Places and verdicts of larger diagrams would make links that programs cut off. */
const MOST_NODES = 60;

export function currentView(): View {
  const { criterion, agent, folded, overlay } = useUi.getState();
  return {
    ...(criterion !== undefined && { criterion }),
    ...(agent !== undefined && { agent }),
    ...(folded !== true && { folded }),
    ...(!overlay && { overlay }),
  };
}

/**
 * Everything a colleague needs to see the same.
 * @param other what the document is compared with, if that is to be seen
 */
export function sharedView(other?: OtherModel): View {
  const { answersTab } = useUi.getState();
  const { at } = useStory.getState();
  const { observed, forced } = useNumbers.getState();
  const { pinnedVerdict } = session.state().selection;
  const diagram = session.state().good?.diagram;
  const small = diagram !== undefined && diagram.nodes.length <= MOST_NODES;
  return {
    ...currentView(),
    ...(answersTab !== "incentives" && { tab: answersTab }),
    ...(observed.size > 0 && { observed: [...observed] }),
    ...(forced.size > 0 && { forced: [...forced] }),
    ...(pinnedVerdict !== undefined && { pinned: pinnedVerdict }),
    ...(at !== undefined && { step: at }),
    ...(small && { places: placesOf(diagram), present: presentIn(diagram) }),
    ...(other !== undefined && { compare: comparedView(other) }),
  };
}

function comparedView(other: OtherModel): View {
  const diagram = diagramOfOther(other);
  const small = diagram !== undefined && diagram.nodes.length <= MOST_NODES;
  return { ...comparisonForLink(other), ...(small && { present: presentIn(diagram) }) };
}

export function restoreView(view: View | undefined): void {
  const comparison = comparisonOfLink(view?.["compare"]);
  if (comparison === undefined) forgetComparison();
  else useComparison.setState(comparison);
  if (view === undefined) return;
  const tab = view["tab"];
  setUi({
    criterion: typeof view["criterion"] === "string" ? view["criterion"] : undefined,
    agent: typeof view["agent"] === "number" ? view["agent"] : undefined,
    folded: view["folded"] === "template" ? "template" : view["folded"] !== false,
    overlay: view["overlay"] !== false,
    ...(isTab(tab) && { answersTab: tab }),
    ...(comparison !== undefined && { screen: "compare" }),
  });
  const { file } = session.state();
  placeAsLinked(file, readPlaces(view["places"]));
  if (typeof view["step"] === "number") goToStep(view["step"]);
  else if (typeof view["pinned"] === "string") session.select({ pinnedVerdict: view["pinned"] });
  const observed = readValues(view["observed"]);
  const forced = readValues(view["forced"]);
  if (observed.size + forced.size === 0) return;
  useNumbers.setState({ observed, forced });
  computeNow();
}

/**
 * What the answers say otherwise than where the link was made; undefined when the link does not tell what
 * they said there.
 */
export function differencesFrom(view: View | undefined): readonly string[] | undefined {
  const own = differencesIn(session.state().good?.diagram, view?.["present"]);
  const { linked } = useComparison.getState();
  const compared = view?.["compare"] as View | undefined;
  if (linked === undefined || typeof compared !== "object") return own;
  const other = differencesIn(diagramOfOther(linked), compared["present"]);
  if (own === undefined || other === undefined) return undefined;
  return [...own, ...other.map((difference) => `in the model it is compared with, ${difference}`)];
}

function differencesIn(
  diagram: InfluenceDiagram | undefined,
  there: unknown,
): readonly string[] | undefined {
  if (!Array.isArray(there) || diagram === undefined) return undefined;
  const before = new Set(there.filter((key) => typeof key === "string"));
  const now = new Set(presentIn(diagram));
  return [
    ...[...before].filter((key) => !now.has(key)).map((key) => `${inWords(key)} is gone`),
    ...[...now].filter((key) => !before.has(key)).map((key) => `${inWords(key)} has come`),
  ];
}

function presentIn(diagram: InfluenceDiagram): readonly string[] {
  return answersOf(diagram)
    .verdictsOf(BADGE_CRITERIA, [])
    .filter(({ kind }) => kind === "present")
    .map((verdict) => verdictKey(diagram, verdict));
}

/** `value-of-information|D|X` as "value of information (D, X)". */
function inWords(key: string): string {
  const [criterion = "", ...about] = key.split("|");
  return `${criterion.replaceAll("-", " ")} (${about.filter((part) => part !== "").join(", ")})`;
}

function placesOf(diagram: InfluenceDiagram): readonly (readonly [string, number, number])[] {
  return [...currentPlaces()]
    .filter(([name]) => diagram.idOf(name) !== undefined)
    .map(([name, { x, y }]) => [name, Math.round(x), Math.round(y)] as const);
}

function readPlaces(
  data: unknown,
): ReadonlyMap<string, { readonly x: number; readonly y: number }> {
  const places = new Map<string, { readonly x: number; readonly y: number }>();
  for (const entry of Array.isArray(data) ? (data as unknown[]) : []) {
    if (!Array.isArray(entry)) continue;
    const [name, x, y] = entry as unknown[];
    if (typeof name === "string" && isCoordinate(x) && isCoordinate(y)) places.set(name, { x, y });
  }
  return places;
}

function isCoordinate(data: unknown): data is number {
  return typeof data === "number" && Math.abs(data) < 1e6;
}

/** Values of a link, as far as the model has them. */
function readValues(data: unknown): ReadonlyMap<string, Value> {
  const diagram = session.state().good?.diagram;
  const values = new Map<string, Value>();
  for (const entry of Array.isArray(data) ? (data as unknown[]) : []) {
    if (!Array.isArray(entry) || typeof entry[0] !== "string") continue;
    const id = diagram?.idOf(entry[0]);
    const domain = id === undefined ? undefined : diagram?.node(id).domain;
    if (domain?.kind !== "finite") continue;
    const found = domain.values.find((one) => sameValue(one, entry[1]));
    if (found !== undefined) values.set(entry[0], found);
  }
  return values;
}

function sameValue(value: Value, data: unknown): boolean {
  return typeof data === typeof value && showValue(value) === showValue(data as Value);
}

/** Every tab of the answers: the type asks for one that is left out here. */
const TABS: Readonly<Record<Ui["answersTab"], true>> = {
  incentives: true,
  numbers: true,
  ask: true,
  claims: true,
  about: true,
};

function isTab(data: unknown): data is Ui["answersTab"] {
  return typeof data === "string" && Object.hasOwn(TABS, data);
}
