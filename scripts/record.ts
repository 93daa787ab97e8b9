/**
 * `npx tsx --conditions=source scripts/record.ts`: writes conformance/graph.json anew. Not part of
 * `npm run renew`: what is recorded there was right, and is written again only for a reason that the
 * commit tells. Nothing is written where the slow definitions in `testing/` disagree.
 */
import { writeFileSync } from "node:fs";
import { Random } from "../packages/core/src/base/index.ts";
import {
  NaiveCriteria,
  separatedByTrails,
  smallRandomStructure,
} from "../packages/core/src/testing/index.ts";
import {
  answersAbout,
  type RecordedModel,
  structureOf,
  textOfStructure,
} from "../packages/core/test/recordedGraph.ts";

const MODELS = 160;
const SEED = 1972;

const random = Random.seeded(SEED);
const models: RecordedModel[] = [];
while (models.length < MODELS) {
  const structure = smallRandomStructure(random, { nodes: 5 });
  const written = textOfStructure(structure);
  const again = structureOf(written);
  const { answers, removed, reliance, isSoluble } = answersAbout(again);
  const naive = new NaiveCriteria(again);
  const sorted = (links: readonly (readonly number[])[]): string =>
    links
      .map((link) => link.join(">"))
      .sort()
      .join(" ");
  const reduced = naive.reduced(random).edges;
  const left = again.graph
    .edges()
    .filter(([a, b]) => !removed.some(([x, d]) => x === a && d === b));
  if (sorted(left) !== sorted(reduced)) throw new Error(`reduction of ${written}`);
  for (const d of again.decisions)
    for (const other of again.decisions)
      if (
        d !== other &&
        naive.rReachable(d, other) !== reliance.some(([a, b]) => a === d && b === other)
      )
        throw new Error(`reliance ${d} ${other} of ${written}`);
  if (naive.soluble() !== isSoluble) throw new Error(`solubility of ${written}`);
  const separations: string[] = [];
  for (let i = 0; i < 4; i++) {
    const [x, y, ...rest] = random.shuffled(Array.from({ length: again.graph.size }, (_, v) => v));
    if (x === undefined || y === undefined) continue;
    const given = rest.slice(0, random.below(3));
    const apart = separatedByTrails(again.graph.edges(), [x], [y], given);
    separations.push(`${x} ${y} | ${given.join(" ")} ${apart ? "apart" : "joined"}`);
  }
  models.push({ model: written, ...answers, separations });
}

const how =
  `${MODELS} random structures (scripts/record.ts, seed ${SEED}); answers of Cidery at a commit that agreed with every ` +
  "graph result that PyCID and a reference had recorded for 234 other models, and, where the definition can be " +
  "enumerated (reduction, reliance, solubility, separation), with packages/core/src/testing as well.";
const lines = models.map((model) => `    ${JSON.stringify(model)}`).join(",\n");
writeFileSync(
  "conformance/graph.json",
  `{\n  "how": ${JSON.stringify(how)},\n  "models": [\n${lines}\n  ]\n}\n`,
);
console.log(`${models.length} models`);
