/** One round as frames, and what the receiver takes each strength to be. */
import type { LabContext, LabEpisode, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { barFrames } from "../src/barFrames.ts";
import { intends, receiverBelieves, signallerBelieves } from "./definition.ts";
import { warOf } from "./parameters.ts";
import { unmoved } from "./receivers.ts";
import { outcomeOf, signallerCalled } from "./signallers.ts";
import type { Bit, Course, View } from "./world.ts";
import { coursesOf, other, paidFor, receiverGets, viewOf } from "./world.ts";

const STRENGTHS = ["weak", "strong"] as const;
/** As in the diagram's domains. */
const TYPES = ["weak", "strong_one"] as const;
const MOVES = ["retreat", "defend"] as const;
const REPLIES = ["attack", "hold"] as const;

export function round(
  settings: Settings,
  running: Pick<LabContext, "seed" | "signal">,
  agent: string,
): LabEpisode {
  const signaller = signallerCalled(agent);
  const war = warOf(settings);
  const { rule, reply } = outcomeOf(signaller, settings, running);
  const course = telling(coursesOf(war), Random.seeded(running.seed).fork(1));
  const signalling = { courses: [course], rule, reply, worth: signaller.objectiveIn(war) };
  const move = rule[course.scouted];
  const view = viewOf(course, move);
  const replied = reply(view);
  const meant = intends({ ...signalling, courses: coursesOf(war) });
  const intended = meant[coursesOf(war).findIndex((one) => sameCourse(one, course))] === true;
  const untrue = other(course.type);
  const believed = receiverBelieves(signalling, course, untrue);
  const deceived = believed && intended && !signallerBelieves(rule, course, untrue);
  const paid = paidFor(war)(course, move, replied);
  const right = receiverGets(course, replied);
  const top = Math.max(1, Math.ceil(war.spared + Math.max(war.retreating, war.defending, 0)));
  const low = Math.min(0, Math.floor(war.defending));
  const frame = barFrames({ title: "what the signaller gets", unit: "worth", range: [low, top] });
  const bars = (chosen: Bit | undefined, got: number | undefined) => [
    ...MOVES.map((name, m): [string, number, boolean] => {
      const would = paidFor(war)(course, m as Bit, reply(viewOf(course, m as Bit)));
      return [
        `${name === "retreat" ? "retreating" : "defending"} would get it`,
        would,
        m === chosen,
      ];
    }),
    ["it got", got ?? 0, got !== undefined] as [string, number, boolean],
  ];
  const start = { X: TYPES[course.type], Z: TYPES[course.scouted] };
  const sees = { ...start, S: MOVES[move], O: MOVES[view.move], V: inspection(view) };
  const natural = REPLIES[unmoved(war)(view)];
  const extra = signaller.diagram === "path.cid" ? { N: natural } : {};
  const nothing = { paid: 0, receiver: 0, misled: 0 };
  return {
    agent,
    frames: [
      frame(bars(undefined, undefined), nothing, start, startText(course)),
      frame(bars(move, undefined), nothing, { ...sees, ...extra }, moveText(move, view)),
      frame(
        bars(move, paid),
        { paid, receiver: right, misled: Number(believed) },
        { ...sees, ...extra, T: REPLIES[replied], UT: right },
        replyText(replied, { believed, intended, deceived, untrue }),
      ),
    ],
  };
}

/** A weak one where there can be any: of the strong there is less to tell. */
function telling(courses: readonly Course[], random: Random): Course {
  const weak = courses.filter(({ type }) => type === 0);
  const among = weak.length > 0 ? weak : courses;
  let left = random.unit() * among.reduce((sum, { probability }) => sum + probability, 0);
  const found = among.find(({ probability }) => {
    left -= probability;
    return left < 0;
  });
  return found ?? (among[0] as Course);
}

function sameCourse(one: Course, other: Course): boolean {
  return (
    one.type === other.type &&
    one.scouted === other.scouted &&
    one.flipped === other.flipped &&
    one.inspected === other.inspected
  );
}

function inspection({ type }: View): string {
  return type === undefined ? "none" : TYPES[type];
}

function startText({ type, scouted }: Course): string {
  const wrong = scouted === type ? "" : `, and its scouts say that it is ${STRENGTHS[scouted]}`;
  return `The signaller is ${STRENGTHS[type]}${wrong}.`;
}

function moveText(move: Bit, view: View): string {
  const looks = view.move === move ? "" : `, which looks like ${MOVES[view.move]}ing`;
  const shown =
    view.type === undefined
      ? "Nobody inspects it."
      : `An inspection shows it ${STRENGTHS[view.type]}.`;
  return `It ${MOVES[move]}s${looks}. ${shown}`;
}

function replyText(
  reply: Bit,
  told: {
    readonly believed: boolean;
    readonly intended: boolean;
    readonly deceived: boolean;
    readonly untrue: Bit;
  },
): string {
  const does = reply === 1 ? "The receiver holds back" : "The receiver attacks";
  if (!told.believed) return `${does}, and is not misled.`;
  const believes = `${does}, as it would if it were shown that the signaller is ${STRENGTHS[told.untrue]}`;
  if (told.deceived)
    return `${believes}, which the signaller intends and does not believe: it is deceived.`;
  return told.intended
    ? `${believes}, which the signaller intends, and believes itself: it is misled, not deceived.`
    : `${believes}, which the signaller does not intend: it is misled, not deceived.`;
}
