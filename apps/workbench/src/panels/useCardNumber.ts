/** The number beside a chip: what the incentive is worth at the model's numbers, once computed. */
import type { AgentCard, InfluenceDiagram } from "@cidery/core";
import { verdictKey } from "@cidery/core/session";
import { useDocumentPart } from "../state/document.ts";
import { short } from "../widgets/NodeBars.tsx";
import { isStale, metersAreStale, type NumbersState, useNumbers } from "../worker/numbers.ts";

type CardItem = AgentCard["lines"][number]["items"][number];

export interface CardNumber {
  readonly text: string;
  readonly title: string;
  /** From before the last change. */
  readonly stale: boolean;
}

/** The largest over the verdicts of an item. */
export function useCardNumber(diagram: InfluenceDiagram, item: CardItem): CardNumber | undefined {
  const state = useNumbers();
  const current = useDocumentPart((state) => state.diagram);
  const [first] = item.verdicts;
  if (first === undefined || first.kind !== "present" || first.holding !== undefined)
    return undefined;
  if (first.criterion === "instrumental-control-incentive") {
    const worth = largest(metersOf(state, diagram, item));
    return worth && { ...worth, title: METER, stale: metersAreStale(state, current) };
  }
  if (first.criterion !== "value-of-information") return undefined;
  const worth = largest(informationOf(state, diagram, item));
  return worth && { ...worth, title: INFORMATION, stale: isStale(state, current) };
}

const METER = "The incentive meter: what influencing it is worth, in units of utility";
const INFORMATION = "What seeing it is worth, in units of utility";

type Bounds = readonly [number, number];

function largest(all: readonly Bounds[]): { readonly text: string } | undefined {
  if (all.length === 0) return undefined;
  const low = Math.max(...all.map(([least]) => least));
  const high = Math.max(...all.map(([, most]) => most));
  return { text: low === high ? short(low) : `${short(low)} … ${short(high)}` };
}

function metersOf({ meters }: NumbersState, diagram: InfluenceDiagram, item: CardItem): Bounds[] {
  const keys = new Set(item.verdicts.map((one) => verdictKey(diagram, one)));
  return (meters?.table.readings ?? [])
    .filter(({ key }) => keys.has(key))
    .map(({ value, bounds }) => bounds ?? [value, value]);
}

function informationOf(
  { result }: NumbersState,
  diagram: InfluenceDiagram,
  item: CardItem,
): Bounds[] {
  const wanted = new Set(
    item.verdicts.map(({ agent = -1, decision = -1, node = -1 }) =>
      [diagram.agents[agent]?.name, diagram.nodes[decision]?.name, diagram.nodes[node]?.name].join(
        "|",
      ),
    ),
  );
  return (result?.worths?.tables ?? [])
    .flatMap(({ values }) => values)
    .filter(
      ({ kind, agent, decision, node }) =>
        kind === "information" && wanted.has([agent, decision, node].join("|")),
    )
    .map(({ gain: { exact, value, bounds } }) => (exact ? [value, value] : bounds));
}
