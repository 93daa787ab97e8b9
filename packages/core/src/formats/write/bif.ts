/** A Bayesian network as BIF: one row per combination of the parents, as bnlearn and pgmpy write it. */
import type { Result } from "../../base/index.ts";
import type { InfluenceDiagram } from "../../model/index.ts";
import type { WrittenModel, WrittenNode } from "../kit/writing.ts";
import { digits, oneLine, writing, writtenModel } from "../kit/writing.ts";

/** The text, or why there is none. */
export function writeBif(diagram: InfluenceDiagram): Result<string> {
  return writing((notes) => {
    const model = writtenModel(diagram, { tool: "BIF", chanceOnly: true, fit }, notes);
    const quoted = model.nodes
      .flatMap(({ name, states }) => [name, ...states])
      .filter((one) => !BARE.test(one));
    if (quoted.length > 0) {
      notes.warn(
        "quoted-names",
        `these stand in quotation marks, which pyAgrum and pgmpy do not read: ${[...new Set(quoted)].slice(0, 5).map(word).join(", ")}${quoted.length > 5 ? " …" : ""}`,
        {},
        "write it as .bifxml, which holds any name",
      );
    }
    const title = /^[A-Za-z_][\w-]*$/u.test(model.title) ? model.title : "unknown";
    return [
      `network ${title} {\n}`,
      ...model.nodes.map(variable),
      ...model.nodes.map((node) => probability(node, model)),
      "",
    ].join("\n");
  });
}

function variable({ name, states }: WrittenNode): string {
  return `variable ${word(name)} {\n  type discrete [ ${states.length} ] { ${states.map(word).join(", ")} };\n}`;
}

function probability(node: WrittenNode, { nodes }: WrittenModel): string {
  const given = node.parents.map((parent) => nodes[parent] as WrittenNode);
  const size = node.states.length;
  const row = (at: number): string =>
    Array.from(node.entries.subarray(at * size, (at + 1) * size), digits).join(", ");
  if (given.length === 0) return `probability ( ${word(node.name)} ) {\n  table ${row(0)};\n}`;
  const head = `probability ( ${word(node.name)} | ${given.map((one) => word(one.name)).join(", ")} ) {`;
  const rows = Array.from({ length: node.entries.length / size }, (_, at) => {
    let rest = at;
    const values = given.toReversed().map(({ states }) => {
      const value = states[rest % states.length] as string;
      rest = Math.floor(rest / states.length);
      return word(value);
    });
    return `  (${values.toReversed().join(", ")}) ${row(at)};`;
  });
  return [head, ...rows, "}"].join("\n");
}

/** A quotation mark inside becomes an apostrophe: BIF cannot escape. */
function fit(text: string): string {
  return oneLine(text).replaceAll('"', "'");
}

/** Bare where every tool reads it so. */
function word(text: string): string {
  return BARE.test(text) ? text : `"${text}"`;
}

const BARE = /^[\w.+-]+$/u;
