/**
 * What an agent is shown, against its information links: it must be able to tell every variable it is
 * drawn to see, nothing else may show, and what it keeps of earlier views must follow from them.
 */
import type { NodeId } from "../../graph/index.ts";
import type { InfluenceDiagram } from "../../model/index.ts";
import type { ContractFault, VariableFound } from "./report.ts";
import type { FeatureTable, TabulatedTie } from "./worldTie.ts";
import type { LawRow } from "./factorises.ts";
import { Laws } from "./factorises.ts";
import { placeOf, valueIn } from "./window.ts";

/** Of one decision. Cost: every state once, every outcome once where something is kept. */
export function linksContract(
  diagram: InfluenceDiagram,
  tie: TabulatedTie,
  id: NodeId,
): VariableFound {
  const { name, parents, instance } = diagram.node(id);
  const index = instance?.indices[0] ?? 1;
  const now = parents.filter((p) => {
    const place = placeOf(diagram, tie, p);
    return place?.kind === "always" || (place?.kind === "slice" && place.at === index);
  });
  const before = parents.filter((p) => !now.includes(p));
  const see = (world: FeatureTable, s: number): string[] =>
    now.map((p) =>
      valueIn(diagram, p, placeOf(diagram, tie, p) ?? { kind: "always" }, {
        world,
        states: [s],
        actions: [],
        last: index,
      }),
    );
  const acting = tie.cases.flatMap((world) => actingStates(world).map((s) => ({ world, s })));
  const shown = ({ world, s }: (typeof acting)[number]): string =>
    (index === 1 ? world.shownFirst[s] : world.shown[s]) ?? "";
  const faults: ContractFault[] = [];
  const fault = (kind: ContractFault["kind"], text: string, from: readonly string[] = []): void => {
    faults.push({ kind, variable: name, text, missing: from.map((one) => [one, name]) });
  };
  for (const [i, p] of now.entries())
    if (!isFunction(acting, shown, (one) => see(one.world, one.s)[i] ?? ""))
      fault(
        "shown",
        `${name} is drawn to see ${diagram.node(p).name}, which the world does not show it`,
      );
  const known = (one: (typeof acting)[number]): string =>
    [...see(one.world, one.s), ";", one.world.memory[one.s]].join(" ");
  if (!isFunction(acting, known, shown))
    fault(
      "shown",
      `${name} is shown more than its links say: states that look the same by them look different to it`,
    );
  const earlier = diagram.nodes.filter(
    (one) =>
      one.kind === "decision" &&
      one.instance?.template === tie.decision &&
      (one.instance.indices[0] ?? 0) < index,
  );
  const views = [...new Set(earlier.flatMap((one) => one.parents))];
  const forgotten = views.filter((p) => !parents.includes(p)).map((p) => diagram.node(p).name);
  if (tie.remembers && forgotten.length > 0)
    fault(
      "memory",
      `${name} may use what was seen before, but is not drawn to see ${forgotten.join(", ")}`,
      forgotten,
    );
  if (!tie.remembers && before.length > 0 && !enough(tie))
    fault(
      "memory",
      `${name} is drawn to see ${before.map((p) => diagram.node(p).name).join(", ")}, but the agent keeps nothing of what it saw before, and what it is shown now does not make that needless`,
    );
  const keeps = tie.cases.some(({ memory }) => memory.some((kept) => kept !== ""));
  if (keeps && !tie.remembers)
    fault(
      "memory",
      `${name} depends on something kept from before, but the agent is said to keep nothing`,
    );
  if (keeps && !keptFromViews(tie, see))
    fault("memory", `what ${name} keeps of earlier views does not follow from them`);
  return { faults, surplus: [], looked: acting.length };
}

/** States in which something can be done. */
function actingStates({ table }: FeatureTable): number[] {
  const states: number[] = [];
  for (let s = 0; s + 1 < table.firstRow.length; s++)
    if ((table.firstRow[s + 1] ?? 0) > (table.firstRow[s] ?? 0)) states.push(s);
  return states;
}

/** Does what is shown now settle the law of what is shown next, and of all that is paid? */
function enough({ cases, step }: TabulatedTie): boolean {
  const rows = function* (): Generator<LawRow> {
    for (const [number, world] of cases.entries()) {
      const { firstRow, firstOutcome, next, probability } = world.table;
      for (const s of actingStates(world))
        for (let row = firstRow[s] ?? 0; row < (firstRow[s + 1] ?? 0); row++)
          for (let o = firstOutcome[row] ?? 0; o < (firstOutcome[row + 1] ?? 0); o++) {
            const [after, action] = [next[o] ?? 0, row - (firstRow[s] ?? 0)];
            const steps = [...step.keys()].map((name) => world.step(name, s, action, after, s));
            yield {
              circumstances: `${number} ${row}`,
              given: [world.shown[s] ?? "", String(action)],
              value: [world.shown[after], ...steps].join(" "),
              weight: probability[o] ?? 0,
            };
          }
    }
  };
  return new Laws(rows()).contradicting([0, 1]) === 0;
}

/** Is the second told by the first? */
function isFunction<T>(
  items: readonly T[],
  by: (item: T) => string,
  of: (item: T) => string,
): boolean {
  const known = new Map<string, string>();
  return items.every((item) => {
    const key = by(item);
    const value = of(item);
    const before = known.get(key);
    if (before === undefined) known.set(key, value);
    return before === undefined || before === value;
  });
}

function keptFromViews(
  { cases }: TabulatedTie,
  see: (world: FeatureTable, s: number) => readonly string[],
): boolean {
  const known = new Map<string, string>();
  for (const world of cases) {
    const { firstRow, firstOutcome, next } = world.table;
    const views = world.memory.map((_, s) => see(world, s).join(" "));
    for (const s of actingStates(world))
      for (let row = firstRow[s] ?? 0; row < (firstRow[s + 1] ?? 0); row++)
        for (let o = firstOutcome[row] ?? 0; o < (firstOutcome[row + 1] ?? 0); o++) {
          const after = next[o] ?? 0;
          const key = [world.memory[s], views[s], row - (firstRow[s] ?? 0), views[after]].join("|");
          const kept = world.memory[after] ?? "";
          const before = known.get(key);
          if (before === undefined) known.set(key, kept);
          else if (before !== kept) return false;
        }
  }
  return true;
}
