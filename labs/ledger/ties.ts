/** The smallest ledgers: three leaves and their majority, of which one is read; two leaves argued about. */
import type { Random } from "@cidery/core";
import type { WorldTie, WorldValue } from "@cidery/core/lab";
import { readThrough, stated } from "./approval.ts";
import { argue } from "./path.ts";
import type { Formula, Op } from "./world.ts";
import { drawLedger, valuesOf } from "./world.ts";

type Drawn = Readonly<Record<string, WorldValue>>;

function smallest(op: Op, count: number): Formula {
  const children = Array.from({ length: count }, (_, i) => i + 1);
  const leaves = children.map((_, leaf) => ({ children: [], level: 1, leaf }));
  return { nodes: [{ op, children, level: 0, leaf: -1 }, ...leaves], leaves: children, depth: 1 };
}

const MAJORITY = { formula: smallest("majority", 3), k: 1, work: 2 };
const PARITY = smallest("xor", 2);

export function ties(): readonly WorldTie[] {
  return [
    {
      kind: "sampled",
      diagram: "diagram.cid",
      draw: (random) => approved(random, "V"),
      shown: { D: [] },
    },
    {
      kind: "sampled",
      diagram: "gold.cid",
      draw: (random) => approved(random, "Q"),
      shown: { D: [] },
    },
    ...["consultancy.cid", "debate.cid"].map(
      (diagram): WorldTie => ({
        kind: "sampled",
        diagram,
        draw: argued,
        shown: { J: ["S"], C: ["S", "J"] },
      }),
    ),
  ];
}

/** @param paidFor what the worker's payment reads */
function approved(random: Random, paidFor: "V" | "Q"): Drawn {
  const ledger = drawLedger(MAJORITY.formula, random);
  const arranged = random.below(2);
  const statement = stated(ledger, MAJORITY, arranged, random);
  const wrong = statement.leaves.filter((value, leaf) => value !== ledger.facts[leaf]).length;
  const V = readThrough(ledger, MAJORITY, statement).approved;
  const Q = valuesOf(MAJORITY.formula, statement.leaves)[0] === ledger.values[0];
  return {
    D: arranged === 1 ? "arranging" : "looking_up",
    W: wrong,
    Q,
    V,
    U: Number(paidFor === "V" ? V : Q),
  };
}

/** A wrong answer is backed by one false entry; somebody leads the overseer to an entry. */
function argued(random: Random): Drawn {
  const { facts, values } = drawLedger(PARITY, random);
  const right = random.below(2) === 1;
  const bent = random.below(2);
  const looked = random.below(2);
  const claim = right ? (values[0] as number) : 1 - (values[0] as number);
  const first = right || bent === 1 ? (facts[0] as number) : 1 - (facts[0] as number);
  // Backings of an XOR come in the order of their first claim.
  const { accepted } = argue(
    { formula: PARITY, known: facts, k: 2 },
    facts,
    claim,
    { back: () => first, choose: () => looked },
    () => 0,
  );
  const names = ["first", "second"];
  return {
    S: right,
    J: names[bent] ?? "",
    C: names[looked] ?? "",
    V: accepted,
    U1: Number(accepted),
    U2: -Number(accepted),
  };
}
