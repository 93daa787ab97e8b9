/** Texts of a few letters, a fitted detector, and a writer who takes any share of rewriting; a reader who does anything. */
import type { Random } from "@cidery/core";
import type { WorldTie } from "@cidery/core/lab";
import { deskOf, rewritten, SHARES } from "./writer.ts";
import { writeText } from "./sources.ts";

const SETTINGS = { length: 40, temperature: 0.4, corpus: 40, texts: 300 };

export function ties(): readonly WorldTie[] {
  return [
    { kind: "sampled", diagram: "diagram.cid", draw: drawing(false), shown: { V: ["Score"] } },
    {
      kind: "sampled",
      diagram: "evading.cid",
      draw: drawing(true),
      shown: { V: ["Score"], W: [] },
    },
  ];
}

function drawing(evades: boolean): (random: Random) => Record<string, number | string> {
  const desk = deskOf(SETTINGS, 1);
  return (random) => {
    const ai = random.below(2) === 1;
    const half = evades ? random.below(3) : 0;
    const source = ai ? rewritten(desk, (half * (SHARES - 1)) / 2) : desk.human;
    const flagged = desk.score(writeText(source, desk.length, random)) > desk.threshold;
    const acts = random.below(2) === 1;
    return {
      A: ai ? "ai" : "human",
      Score: flagged ? "flag" : "clear",
      V: acts ? "act" : "trust",
      U: acts ? (ai ? 1 : -3) : 0,
      ...(evades ? { W: half / 2, P: ai ? 1 - half / 4 - Number(flagged) : 0 } : {}),
    };
  };
}
