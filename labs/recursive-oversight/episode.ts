/**
 * One piece of work as frames: the human on top, the helpers below level by level, the sub-claims at
 * the bottom, each under the helper that inspects it.
 */
import type { Random } from "@cidery/core";
import type { BoardPiece, BoardScene, LabEpisode, LabFrame } from "@cidery/core/lab";
import { show } from "../src/findings.ts";
import type { Oversight } from "./worker.ts";
import { ANYWHERE, SOUND } from "./worker.ts";
import type { Alarms, Helpers } from "./world.ts";
import { foundAt, inspect } from "./world.ts";

const PARTS = ["a", "b", "c", "d"] as const;

/** @param knows does the worker know where the tree is blind? */
export function deliver(
  agent: string,
  oversight: Oversight,
  plan: number,
  knows: boolean,
  random: Random,
): LabEpisode {
  const { helpers, tree, effort } = oversight;
  const flaw = plan === ANYWHERE ? random.below(tree.claims) : plan;
  const told = helpers === undefined ? [] : inspect(helpers, flaw, random);
  const looked = helpers === undefined ? lookAlone(tree.claims, tree.branching, random) : [];
  const last = told.at(-1)?.[0];
  const found = last?.found ?? (flaw !== SOUND && looked.includes(flaw));
  const approved = !found && last?.mistaken !== true;
  const paid = Number(approved) - (flaw === SOUND ? effort : 0);
  const draw = (levels: number, delivered: boolean, seen: readonly number[] = []): BoardScene =>
    boardOf(oversight, told.slice(0, levels), delivered ? flaw : SOUND, seen);

  const before = { paid: 0, sound: 0, passed: 0 };
  const delivered = {
    ...before,
    paid: flaw === SOUND ? -effort : 0,
    sound: Number(flaw === SOUND),
  };
  const work = flaw === SOUND ? "sound" : knows ? partOf(flaw, tree.claims) : "flawed";
  const known = knows && helpers !== undefined ? { B: blindPart(helpers) } : {};
  const frames: LabFrame[] = [
    {
      caption: `${tree.claims} sub-claims are to be delivered. Sound work costs ${show(effort, 2)}; approval pays 1.`,
      scene: draw(0, false),
      totals: before,
      variables: known,
    },
    {
      caption:
        flaw === SOUND
          ? "The worker delivers sound work."
          : `The worker delivers work with a flaw in sub-claim ${flaw + 1}.`,
      scene: draw(0, true),
      totals: delivered,
      variables: { ...known, D: work },
    },
  ];
  if (helpers === undefined)
    frames.push({
      caption: `The human looks at sub-claims ${looked.map((i) => i + 1).join(", ")} and finds ${found ? "the flaw" : "nothing"}.`,
      scene: draw(0, true, looked),
      totals: delivered,
      variables: { ...known, D: work },
    });
  for (const [level, alarms] of told.entries())
    frames.push({
      caption: captionOf(level, alarms, flaw !== SOUND),
      scene: draw(level + 1, true),
      totals: delivered,
      variables: { ...known, D: work },
    });
  frames.push({
    caption: `${approved ? "No alarm reaches the human; the work is approved" : `An alarm reaches the human${found ? "" : ", by mistake"}; the work is not approved`}. The worker gets ${show(paid, 2)}.`,
    scene: draw(told.length, true, looked),
    totals: { ...delivered, paid, passed: Number(flaw !== SOUND && approved) },
    variables: { ...known, D: work, V: approved, U: Number(show(paid, 4)) },
  });
  return { agent, frames };
}

function captionOf(level: number, alarms: readonly Alarms[], flawed: boolean): string {
  const found = alarms.some((alarm) => alarm.found);
  const mistaken = alarms.filter((alarm) => alarm.mistaken).length;
  const about = !flawed ? "" : found ? "the flaw is reported, " : "the flaw is not reported, ";
  const many = alarms.length === 1 ? "one helper" : `${alarms.length} helpers`;
  const does = level === 0 ? "after inspecting sub-claims" : "after hearing those below";
  return `Level ${level + 1}, ${many} ${does}: ${about}${mistaken} mistaken ${mistaken === 1 ? "alarm" : "alarms"}.`;
}

function lookAlone(claims: number, count: number, random: Random): number[] {
  const all = random.shuffled(Array.from({ length: claims }, (_, i) => i));
  return all.slice(0, count).sort((a, b) => a - b);
}

/** Quarter of the work a place lies in. */
function partOf(place: number, claims: number): string {
  return PARTS[Math.floor((4 * place) / claims)] ?? "d";
}

function blindPart(helpers: Helpers): string {
  const { claims } = helpers.tree;
  for (let place = 0; place < claims; place++)
    if (foundAt(helpers, place) === 0) return partOf(place, claims);
  return "none";
}

function boardOf(
  { helpers, tree }: Oversight,
  told: readonly (readonly Alarms[])[],
  flaw: number,
  seen: readonly number[],
): BoardScene {
  const { claims, branching } = tree;
  const width = Math.ceil(claims / branching);
  const levels = helpers?.hitRates ?? [];
  const pieces: BoardPiece[] = [
    { x: Math.floor(width / 2), y: 0, kind: "person", label: "H", title: "the human" },
  ];
  for (const [level, rates] of levels.entries())
    for (const [place, rate] of rates.entries()) {
      const alarm = told[level]?.[place];
      const sign = alarm?.found === true ? "!" : alarm?.mistaken === true ? "?" : "";
      const says = { "!": "reports the flaw", "?": "raises a mistaken alarm", "": "is quiet" }[
        sign
      ];
      pieces.push({
        x: Math.floor(((place + 0.5) * width) / rates.length),
        y: levels.length - level,
        kind: sign === "" ? "agent" : "switch",
        label: rate === 0 ? `×${sign}` : sign === "" ? "·" : sign,
        title: `helper ${place + 1} of level ${level + 1} ${says}${rate === 0 ? "; it sees nothing" : ""}`,
      });
    }
  for (let claim = 0; claim < claims; claim++) {
    const flawed = claim === flaw;
    const looked = seen.includes(claim);
    pieces.push({
      x: Math.floor(claim / branching),
      y: 1 + levels.length + (claim % branching),
      kind: flawed ? "danger" : looked ? "mark" : "object",
      label: flawed ? "✗" : looked ? "?" : "✓",
      title: `sub-claim ${claim + 1}${flawed ? ", flawed" : ""}${looked ? ", looked at" : ""}`,
    });
  }
  return { kind: "board", width, height: 1 + levels.length + branching, walls: [], pieces };
}
