/**
 * OpenMarkov's .pgmx. A diagram whose agent remembers is written as an `InfluenceDiagram`, any
 * other as a `LIMID`, so that it means there what it means here.
 */
import type { Result } from "../../base/index.ts";
import type { InfluenceDiagram } from "../../model/index.ts";
import type { WrittenModel, WrittenNode } from "../kit/writing.ts";
import { numbersText, writing, writtenModel, xmlFit, xmlText } from "../kit/writing.ts";

/** The text, or why there is none. */
export function writePgmx(diagram: InfluenceDiagram): Result<string> {
  return writing((notes) => {
    const model = writtenModel(diagram, { tool: "OpenMarkov", fit: xmlFit }, notes);
    const { nodes } = model;
    const acting = nodes.some(({ kind }) => kind !== "chance");
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<ProbModelXML formatVersion="0.2.0">',
      `<ProbNet type="${acting ? "LIMID" : "BayesianNetwork"}">`,
      ...(model.title === ""
        ? []
        : [`<Comment showWhenOpeningNetwork="false">${xmlText(model.title)}</Comment>`]),
      ...(acting ? ['<DecisionCriteria><Criterion name="utility" /></DecisionCriteria>'] : []),
      "<Variables>",
      ...nodes.map(variable),
      "</Variables>",
      "<Links>",
      ...nodes.flatMap(({ name, parents }) =>
        parents.map(
          (p) =>
            `<Link directed="true">${reference(nodes[p]?.name ?? "")}${reference(name)}</Link>`,
        ),
      ),
      "</Links>",
      "<Potentials>",
      ...nodes.flatMap((node) => (node.kind === "decision" ? [] : [potential(node, model)])),
      "</Potentials>",
      "</ProbNet>",
      "</ProbModelXML>",
      "",
    ].join("\n");
  });
}

function variable({ kind, name, states }: WrittenNode, v: number): string {
  const [x, y] = [60 + 140 * (v % 6), 60 + 90 * Math.floor(v / 6)];
  const place = `<Coordinates x="${x}" y="${y}" />`;
  if (kind === "utility")
    return `<Variable name="${xmlText(name)}" type="numeric" role="utility">${place}<Unit /><Precision>0.01</Precision><Criterion name="utility" /></Variable>`;
  const list = states.map((state) => `<State name="${xmlText(state)}" />`).join("");
  return `<Variable name="${xmlText(name)}" type="finiteStates" role="${kind}">${place}<States>${list}</States></Variable>`;
}

/** Of the others the first is the fastest: the reverse of the diagram's order. */
function potential({ kind, name, parents, entries }: WrittenNode, { nodes }: WrittenModel): string {
  const given = parents
    .toReversed()
    .map((p) => reference(nodes[p]?.name ?? ""))
    .join("");
  const role = kind === "utility" ? "utility" : "conditionalProbability";
  const own = kind === "utility" ? `<UtilityVariable name="${xmlText(name)}" />` : "";
  const scope = kind === "utility" ? given : reference(name) + given;
  return `<Potential type="Table" role="${role}">${own}<Variables>${scope}</Variables><Values>${numbersText(entries)}</Values></Potential>`;
}

function reference(name: string): string {
  return `<Variable name="${xmlText(name)}" />`;
}
