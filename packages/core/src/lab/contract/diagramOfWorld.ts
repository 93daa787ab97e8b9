/**
 * The two-slice graph a written-out world really has: a slice of its features, a decision, and the
 * slice that follows, with the fewest arrows that account for every state and action.
 */
import type { DiagramNode } from "../../model/index.ts";
import type { TabulatedWorld } from "../../learn/index.ts";
import type { LawRow } from "./factorises.ts";
import type { FeatureTable, WorldFeatures } from "./worldTie.ts";
import { InfluenceDiagram } from "../../model/index.ts";
import { Laws } from "./factorises.ts";
import { tabulatedTie } from "./worldTie.ts";

/** The graph, and features whose law the others do not account for. */
export interface WorldDiagram {
  readonly diagram: InfluenceDiagram;
  /** They depend on something in the state that no feature tells. */
  readonly hidden: readonly string[];
}

/**
 * Features are taken in the order given: within the second slice arrows run from earlier to later ones.
 * Where the slice before accounts for as much with as few arrows, it is drawn. Step variables become utilities when
 * they are numbers everywhere, else chance variables.
 * @throws RangeError for a world without actions
 */
export function diagramOfWorld<S>(
  world: TabulatedWorld<S>,
  features: WorldFeatures<S>,
): WorldDiagram {
  const tie = tabulatedTie<S>({
    ...features,
    diagram: "",
    cases: [{ table: world }],
    shown: () => "",
    remembers: false,
  });
  const [table] = tie.cases;
  if (table === undefined || table.table.next.length === 0)
    throw new RangeError("a world without actions has no step to draw");
  const names = [...tie.lasting, ...tie.state];
  const found = { table, lasting: tie.lasting, state: tie.state, decision: tie.decision };
  const nodes: DiagramNode[] = [];
  const add = (name: string, kind: DiagramNode["kind"], from: readonly string[]): void => {
    const parents = from.map((one) => nodes.findIndex((node) => node.name === one));
    const owners = kind === "chance" ? [] : [0];
    const mechanism = { kind: kind === "decision" ? "decision" : "unspecified" } as const;
    nodes.push({ id: nodes.length, name, kind, owners, parents, mechanism });
  };
  const before = names.map((one) => (tie.lasting.includes(one) ? one : `${one}[1]`));
  for (const name of before) add(name, "chance", []);
  add(`${tie.decision}[1]`, "decision", before);
  const hidden: string[] = [];
  const draw = (name: string, kind: DiagramNode["kind"], feature: Feature): void => {
    const { parents, complete } = lawOf(found, feature);
    if (!complete) hidden.push(name);
    add(name, kind, parents);
  };
  const drawn: string[] = [];
  for (const name of tie.state) {
    draw(`${name}[2]`, "chance", { name, step: false, beside: [...drawn] });
    drawn.push(name);
  }
  for (const [name, { index }] of tie.step) {
    const indexed = `${name}[${index === "decision" ? 1 : 2}]`;
    draw(indexed, isNumber(table, name) ? "utility" : "chance", {
      name,
      step: true,
      beside: drawn,
    });
  }
  return { diagram: InfluenceDiagram.of({ agents: [{ name: "agent" }], nodes }), hidden };
}

interface Found {
  readonly table: FeatureTable;
  readonly lasting: readonly string[];
  readonly state: readonly string[];
  readonly decision: string;
}

interface Feature {
  readonly name: string;
  readonly step: boolean;
  /** Features of the second slice that come before it. */
  readonly beside: readonly string[];
}

function lawOf(
  { table, lasting, state, decision }: Found,
  { name, step, beside }: Feature,
): { readonly parents: readonly string[]; readonly complete: boolean } {
  // The first ones are dropped first: arrows within the slice, then from the slice before.
  const candidates = [
    ...beside.map((one) => `${one}[2]`),
    ...state.map((one) => `${one}[1]`),
    ...lasting,
    `${decision}[1]`,
  ];
  const rows = function* (): Generator<LawRow> {
    const { firstRow, firstOutcome, next, probability } = table.table;
    for (let s = 0; s + 1 < firstRow.length; s++)
      for (let row = firstRow[s] ?? 0; row < (firstRow[s + 1] ?? 0); row++)
        for (let o = firstOutcome[row] ?? 0; o < (firstOutcome[row + 1] ?? 0); o++) {
          const [after, action] = [next[o] ?? 0, row - (firstRow[s] ?? 0)];
          const second = beside.map((one) => table.state.get(one)?.[after] ?? "");
          yield {
            circumstances: [row, ...second].join(" "),
            given: [
              ...second,
              ...state.map((one) => table.state.get(one)?.[s] ?? ""),
              ...lasting.map((one) => table.state.get(one)?.[s] ?? ""),
              String(action),
            ],
            value: step
              ? table.step(name, s, action, after, s)
              : (table.state.get(name)?.[after] ?? ""),
            weight: probability[o] ?? 0,
          };
        }
  };
  const laws = new Laws(rows());
  const all = candidates.map((_, i) => i);
  const [slice, before] = [all.slice(0, beside.length), all.slice(beside.length)];
  // Whichever needs fewer arrows: without those within the slice as far as possible, or with them.
  const earlier = laws.sufficient(all);
  const within = laws.sufficient([...before, ...slice]);
  const kept = (within?.length ?? 0) < (earlier?.length ?? 0) ? within : earlier;
  return { parents: (kept ?? all).map((i) => candidates[i] ?? ""), complete: kept !== undefined };
}

function isNumber({ table, step }: FeatureTable, name: string): boolean {
  for (let s = 0; s + 1 < table.firstRow.length; s++)
    for (let row = table.firstRow[s] ?? 0; row < (table.firstRow[s + 1] ?? 0); row++)
      for (let o = table.firstOutcome[row] ?? 0; o < (table.firstOutcome[row + 1] ?? 0); o++) {
        const value = step(name, s, row - (table.firstRow[s] ?? 0), table.next[o] ?? 0, s);
        if (!Number.isFinite(Number(value)) || value === "") return false;
      }
  return true;
}
