/** LIMIDs of ../shared/instances with known optima: values found, and proven to be the best. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readLimid, readUai } from "../../src/formats/index.ts";
import { solveSingleAgent } from "../../src/solve/index.ts";
import { sharedFile } from "../shared.ts";

const FOLDER = "instances/limid-generated";
const text = (path: string): string => readFileSync(sharedFile(`instances/${path}`), "utf8");

interface References {
  readonly pigs: { readonly limid_exact_bruteforce: Readonly<Record<string, number>> };
  readonly chain: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly random: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly gmid2: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const REFERENCES = JSON.parse(
  readFileSync(sharedFile(`${FOLDER}/reference-values.json`), "utf8"),
) as References;

function solve(path: string, limid = true) {
  const read = limid ? readLimid(text(path)) : undefined;
  if (read?.ok !== true) throw new Error(`${path} was not read`);
  return solveSingleAgent(read.value, undefined, { brief: true });
}

const MINUTE = 60_000;

describe("pig breeding", () => {
  for (const [n, optimum] of Object.entries(REFERENCES.pigs.limid_exact_bruteforce))
    it(
      `${n} months: the optimum, proven`,
      () => {
        const solution = solve(`limid-generated/pigs/pigs-${n}.limid`);
        expect(solution.value.get(0)).toBeCloseTo(optimum, 6);
        expect(solution.optimal).toBe(true);
      },
      MINUTE,
    );
});

describe("regression pair: both are worth 4.2", () => {
  for (const file of ["agrum-bug-ok", "agrum-bug-wrong"])
    it(file, () => {
      expect(solve(`limid-generated/regression/${file}.limid`).value.get(0)).toBeCloseTo(4.2, 12);
    });
});

describe("random LIMIDs", () => {
  for (const [file, known] of Object.entries(REFERENCES.random)) {
    const decisions = Number(/d(\d+)/.exec(file)?.[1]);
    if (decisions > 40) continue;
    it(
      `${file}: proven, at least the recorded local optima`,
      () => {
        const solution = solve(`limid-generated/random/${file}`);
        const value = solution.value.get(0) as number;
        expect(solution.optimal).toBe(true);
        expect(value).toBeGreaterThanOrEqual((known["SPU"] ?? 0) - 1e-6);
        expect(value).toBeGreaterThanOrEqual((known["2-neighbourhood"] ?? 0) - 1e-6);
        if (known["exact_bruteforce"] !== undefined)
          expect(value).toBeCloseTo(known["exact_bruteforce"], 8);
        if (known["MPU_exact_6digits"] !== undefined)
          expect(value).toBeCloseTo(known["MPU_exact_6digits"], 5);
      },
      MINUTE,
    );
  }
});

describe("chains: exact where another exact solver's value is recorded", () => {
  for (const [file, known] of Object.entries(REFERENCES.chain)) {
    if (known["MPU_exact"] === undefined || file.includes("5-s1")) continue;
    it(
      file,
      () => {
        const solution = solve(`limid-generated/chain/${file}`);
        expect(solution.optimal).toBe(true);
        expect(solution.value.get(0)).toBeCloseTo(known["MPU_exact"] as number, 5);
      },
      MINUTE,
    );
  }
});

describe("gmid2: perfect recall from the UAI files", () => {
  const folder = "id/gmid2-synthetic";
  for (const name of [
    "pomdp1-4_2_2_2_3",
    "pomdp2-2_2_2_2_3",
    "mdp1-4_2_2_5",
    "rand-c20d2o1-01",
    "rand-c30d3o1-01",
  ])
    it(
      name,
      () => {
        const read = readUai({
          uai: text(`${folder}/${name}.uai`),
          id: text(`${folder}/${name}.id`),
          pvo: text(`${folder}/${name}.pvo`),
        });
        if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
        const solution = solveSingleAgent(read.value, undefined, { brief: true });
        expect(solution.optimal).toBe(true);
        const known = REFERENCES.gmid2[name]?.["ID_noforgetting_MEU_agrum"] as number;
        expect(solution.value.get(0)).toBeCloseTo(known, 5);
      },
      MINUTE,
    );
});

describe("gmid2: the memoryless reading, no worse than the recorded local optima", () => {
  for (const name of ["pomdp1-4_2_2_2_3", "pomdp2-2_2_2_2_3", "rand-c20d2o1-01", "rand-c30d3o1-01"])
    it(
      name,
      () => {
        const solution = solve(`limid-generated/gmid2-memoryless/${name}.memoryless.limid`);
        const known = REFERENCES.gmid2[name]?.["memoryless_LIMID_SPU"] as number;
        const value = solution.value.get(0) as number;
        expect(value).toBeGreaterThanOrEqual(known - 1e-5);
        expect(solution.bounds[1]).toBeGreaterThanOrEqual(value);
      },
      MINUTE,
    );
});

it("reads the single-file dialect: the oil wildcatter is worth 22.5", () => {
  const read = readUai({ uai: text("id/radum2275-limid/oil.uai") });
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  expect(solveSingleAgent(read.value).value.get(0)).toBeCloseTo(22.5, 9);
});
