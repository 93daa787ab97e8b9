/**
 * An arrow drawn into a mechanism that has numbers: they become a table in which the new parent makes no
 * difference yet, every row as it was for each of its values. Exact to 15 digits.
 */
import type { DiagramNode, Mechanism } from "../model/index.ts";
import type { GestureResult } from "./gesture.ts";
import type { Session } from "./session.ts";
import { edits } from "../language/index.ts";
import { finish, withDiagram } from "./gesture.ts";
import { called } from "./called.ts";

/** Larger tables are not written: nobody could read them. */
const MOST_ENTRIES = 4096;

/** Undefined where there are no numbers, or they are not a table that somebody could read. */
export function connectTable(
  session: Session,
  from: string,
  to: string,
): GestureResult | undefined {
  const { diagram } = session.state();
  const [tail, head] = [diagram?.idOf(from), diagram?.idOf(to)];
  if (diagram === undefined || tail === undefined || head === undefined) return undefined;
  const { domain } = diagram.node(tail);
  if (!edits.hasNumbers(diagram, to) || domain?.kind !== "finite") return undefined;
  const table = edits.averagedMechanism(diagram, head, [], () => []);
  if (!table.ok) return undefined;
  const mechanism = repeated(table.node.mechanism, {
    times: domain.values.length,
    width: table.node.kind === "utility" ? 1 : valueCount(table.node),
  });
  if (mechanism === undefined) return undefined;
  const node = { ...table.node, parents: [...table.node.parents, tail], mechanism };
  return withDiagram(session, (now, tree) => {
    const done = edits.rewriteMechanisms(tree, now, [node]);
    const [cause, effect] = [called(now, from), called(now, to)];
    const label = `connect ${cause} → ${effect}; ${cause} makes no difference to the numbers of ${effect} yet`;
    const result = finish(session, done, label);
    return result.ok ? { ...result, told: true } : result;
  });
}

/** Every row as often as the new parent, which runs fastest, has values. */
function repeated(
  mechanism: Mechanism,
  { times, width }: { readonly times: number; readonly width: number },
): Mechanism | undefined {
  if (mechanism.kind !== "table") return undefined;
  const { entries, stochastic } = mechanism;
  const size = stochastic ? width : 1;
  if (entries.length * times > MOST_ENTRIES) return undefined;
  const longer = new Float64Array(entries.length * times);
  for (let row = 0; row < entries.length / size; row++)
    for (let time = 0; time < times; time++)
      longer.set(entries.subarray(row * size, (row + 1) * size), (row * times + time) * size);
  return { ...mechanism, entries: longer };
}

function valueCount({ domain }: DiagramNode): number {
  return domain?.kind === "finite" ? domain.values.length : 1;
}
