/** Questions about the model at hand, to begin with. */
import { type InfluenceDiagram, showValue } from "@cidery/core";

/** One of each kind that the model has something for. */
export function examplesFor(diagram: InfluenceDiagram): readonly string[] {
  const { structure, nodes, agents } = diagram;
  const variables = nodes.filter(
    ({ kind, domain }) => kind === "chance" && domain?.kind === "finite",
  );
  const decision = structure.decisions[0];
  const utility = structure.utilities[0];
  const chance = variables.at(-1);
  const own = decision === undefined ? undefined : diagram.node(decision);
  const action = own?.domain?.kind === "finite" ? own.domain.values[0] : undefined;
  const owner = decision === undefined ? undefined : agents[structure.ownerOf(decision)]?.name;
  const set =
    own === undefined || action === undefined ? "" : `do(${own.name} = ${showValue(action)})`;
  return [
    ...(chance === undefined ? [] : [`P(${chance.name})`]),
    ...(utility === undefined || set === "" ? [] : [`E(${nodes[utility]?.name ?? ""} | ${set})`]),
    ...(owner === undefined ? [] : [`value(${owner})`]),
    ...(owner === undefined || chance === undefined ? [] : [`control(${owner}, ${chance.name})`]),
  ];
}
