/** One question as frames: how likely each label is, before the answer, after it, and what comes true. */
import type { Random } from "@cidery/core";
import type { BarsScene, LabEpisode } from "@cidery/core/lab";
import type { Behaviour } from "@cidery/core/learn";
import { diagramEnvironment } from "@cidery/core/learn";
import { show } from "../src/findings.ts";
import { known, playDiagram } from "../src/playDiagram.ts";
import type { Tool } from "./answers.ts";
import { distance, LABELS, labels } from "./answers.ts";

export function askOnce(
  agent: string,
  tool: Tool,
  behaviour: Behaviour,
  random: Random,
): LabEpisode {
  const environment = diagramEnvironment(tool.model, 0, { parameters: tool.parameters });
  const played = playDiagram(environment, behaviour, random);
  const [Q, A, Y] = ["Q", "A", "Y"].map((name) => Number(played.values[name])) as [
    number,
    number,
    number,
  ];
  const alone = { ...tool, model: tool.untouched, parameters: new Map<string, number>() };
  const before = labels(alone, { Q });
  const after = labels(tool, { Q, A });
  const truth = -before.reduce((sum, p, y) => sum + p * (A - y) ** 2, 0);
  const moved = distance(before, after);
  const scene = (title: string, chances: readonly number[], marked?: number): BarsScene => ({
    kind: "bars",
    title,
    unit: "probability",
    range: [0, 1],
    bars: LABELS.map((y) => ({
      label: `label ${y}`,
      value: chances[y] ?? 0,
      marked: y === marked,
    })),
  });
  const most = before.indexOf(Math.max(...before));
  return {
    agent,
    frames: [
      {
        caption: `Question ${Q} is asked. Were the answer never heard, label ${most} would be likeliest.`,
        scene: scene("labels if nobody hears the answer", before),
        totals: { score: 0, truth: 0, moved: 0 },
        variables: known(played, "Q"),
      },
      {
        caption:
          moved < 1e-12
            ? `It answers ${A}. The labels are as likely as before.`
            : `It answers ${A}, which makes label ${A} come true with probability ${show(after[A] ?? 0, 2)} instead of ${show(before[A] ?? 0, 2)}.`,
        scene: scene("labels after the answer (marked)", after, A),
        totals: { score: 0, truth, moved },
        variables: known(played, "Q", "A"),
      },
      {
        caption: `Label ${Y} comes true; the answer is off by ${Math.abs(A - Y)} and scores ${show(played.total, 2)}.`,
        scene: scene(
          "what came true (marked)",
          LABELS.map((y) => Number(y === Y)),
          Y,
        ),
        totals: { score: played.total, truth, moved },
        variables: { ...known(played, "Q", "A", "Y"), U: played.total },
      },
    ],
  };
}
