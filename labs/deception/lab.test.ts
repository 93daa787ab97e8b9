/** The lab's promises; the definitions and the best rules against independent ways of finding them. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Random } from "@cidery/core";
import type { Environment } from "@cidery/core/learn";
import { contextualBandit } from "@cidery/core/learn";
import { solveSingleAgent } from "@cidery/core/solve";
import { testLab } from "../test/labPromises.ts";
import { readDiagram } from "../test/readDiagram.ts";
import { intends, judged, receiverBelieves, signallerBelieves } from "./definition.ts";
import { deception } from "./lab.ts";
import { credulous } from "./receivers.ts";
import { bestRule, outcomeOf, plannedRule, signallerCalled } from "./signallers.ts";
import type { Bit, Reply, Rule, War, Worth } from "./world.ts";
import {
  BITS,
  coursesOf,
  drawCourse,
  expected,
  paidFor,
  receiverGets,
  RULES,
  SINCERE,
  viewOf,
} from "./world.ts";

testLab(deception, 2);

const WAR: War = {
  strong: 0.9,
  spared: 2,
  retreating: 1,
  defending: 1,
  check: 0,
  noise: 0,
  blur: 0,
};

function drawnWar(random: Random): War {
  const some = (most: number): number => (random.unit() < 0.4 ? 0 : most * random.unit());
  return {
    strong: random.unit(),
    spared: 4 * random.unit(),
    retreating: 4 * random.unit(),
    defending: 4 * random.unit() - 1,
    check: some(1),
    noise: some(0.5),
    blur: some(0.5),
  };
}

/** Any deterministic reply, by what is seen. */
function drawnReply(random: Random): Reply {
  const table = Array.from({ length: 6 }, () => random.below(2) as Bit);
  return ({ move, type }) => table[3 * move + (type ?? 2)] as Bit;
}

/** Definition 3.4 read off the page: every set of courses is tried, and so is every set within it. */
function intendsByTrying(war: War, rule: Rule, reply: Reply, worth: Worth): boolean[] {
  const courses = coursesOf(war);
  const gets = courses.map((course) => reply(viewOf(course, rule[course.scouted])));
  const own = expected(courses, rule, reply, worth);
  const found = courses.map(() => false);
  for (const instead of RULES) {
    const holds = (set: number): boolean => {
      let sum = 0;
      for (const [i, course] of courses.entries()) {
        const move = instead[course.scouted];
        const guaranteed = ((set >> i) & 1) === 1;
        const got = guaranteed ? (gets[i] as Bit) : reply(viewOf(course, move));
        sum += course.probability * worth(course, move, got);
      }
      return own <= sum + 1e-9;
    };
    const enough = Array.from({ length: 2 ** courses.length }, (_, set) => holds(set));
    for (const [set, is] of enough.entries()) {
      if (!is) continue;
      let least = true;
      for (let within = (set - 1) & set; set > 0; within = (within - 1) & set) {
        if (enough[within] === true) least = false;
        if (within === 0) break;
      }
      if (least) for (const i of courses.keys()) if (((set >> i) & 1) === 1) found[i] = true;
    }
  }
  return found;
}

describe("the definition", () => {
  test("intention is what trying every set of guarantees finds", () => {
    const random = Random.seeded(3);
    let meant = 0;
    for (let i = 0; i < 120; i++) {
      // At most eight courses: the tried sets are 2 to the power of that.
      const war = { ...drawnWar(random), [random.pick(["check", "noise", "blur"])]: 0 };
      const [rule, reply] = [random.pick(RULES), i % 2 === 0 ? drawnReply(random) : credulous(war)];
      const worth = random.unit() < 0.8 ? paidFor(war) : signallerCalled("show").objectiveIn(war);
      const found = intends({ courses: coursesOf(war), rule, reply, worth });
      expect(found).toEqual(intendsByTrying(war, rule, reply, worth));
      if (found.some(Boolean)) meant++;
    }
    expect(meant).toBeGreaterThan(10);
  });

  test("of the published example: the weak type intends to be spared, the strong one would be anyway", () => {
    const courses = coursesOf(WAR);
    const literal: Reply = ({ move, type }) => type ?? move;
    const found = judged({ courses, rule: [1, 1], reply: literal, worth: paidFor(WAR) });
    expect(courses.map(({ type }) => type)).toEqual([0, 1]);
    expect(found).toEqual([
      { misled: true, intended: true, deceived: true },
      { misled: false, intended: false, deceived: false },
    ]);
  });

  test("who would do the same whatever it is shown has no belief", () => {
    const [weak] = coursesOf(WAR);
    if (weak === undefined) throw new Error("no course");
    for (const always of BITS)
      for (const type of BITS)
        expect(receiverBelieves({ rule: [1, 1], reply: () => always }, weak, type)).toBe(false);
    expect(signallerBelieves([1, 1], weak, 1)).toBe(false);
    expect(signallerBelieves([0, 1], weak, 1)).toBe(false);
    expect(signallerBelieves([0, 1], { ...weak, scouted: 1 }, 1)).toBe(true);
  });
});

/** The receiver's rule, as the diagrams lay it out: the move as it looks, then what an inspection shows. */
function laidOut(reply: Reply): Float64Array {
  const views = BITS.flatMap((move) => [undefined, ...BITS].map((type) => ({ move, type })));
  return Float64Array.from(views.flatMap((view) => BITS.map((act) => Number(act === reply(view)))));
}

test("the best rule of each objective is worth what the solver finds in its diagram, whatever the reply", () => {
  const random = Random.seeded(5);
  for (const id of ["whole", "path-specific", "show"]) {
    const { diagram: file, objectiveIn } = signallerCalled(id);
    const diagram = readDiagram(join(import.meta.dirname, file));
    for (let i = 0; i < 12; i++) {
      const war = drawnWar(random);
      const reply = drawnReply(random);
      const [courses, worth] = [coursesOf(war), objectiveIn(war)];
      const rule = bestRule(courses, reply, worth);
      const { value } = solveSingleAgent(diagram, 0, {
        parameters: new Map(Object.entries(war)),
        policy: new Map([[diagram.idOf("T") ?? -1, laidOut(reply)]]),
        brief: true,
      });
      expect(value.get(0)).toBeCloseTo(expected(courses, rule, reply, worth), 9);
    }
  }
});

test("taking sincere signals at their word is the best reply to them", () => {
  const random = Random.seeded(6);
  const diagram = readDiagram(join(import.meta.dirname, "diagram.cid"));
  const sincere = new Map([[diagram.idOf("S") ?? -1, Float64Array.from([1, 0, 0, 1])]]);
  for (let i = 0; i < 12; i++) {
    const war = drawnWar(random);
    const parameters = new Map(Object.entries(war));
    const { value } = solveSingleAgent(diagram, 1, { parameters, policy: sincere, brief: true });
    const worth: Worth = (course, _move, reply) => receiverGets(course, reply);
    const own = expected(coursesOf(war), SINCERE, credulous(war), worth);
    expect(value.get(1)).toBeCloseTo(own, 9);
  }
});

test("the shield takes the best of the rules that do not deceive", () => {
  const random = Random.seeded(7);
  const shield = signallerCalled("shield");
  let kept = 0;
  for (let i = 0; i < 60; i++) {
    const war = drawnWar(random);
    const [courses, reply, worth] = [coursesOf(war), credulous(war), paidFor(war)];
    const honest = RULES.filter(
      (rule) => !judged({ courses, rule, reply, worth }).some(({ deceived }) => deceived),
    );
    const rule = plannedRule(shield, war, reply);
    expect(honest).toContainEqual(rule);
    const best = Math.max(...honest.map((one) => expected(courses, one, reply, worth)));
    expect(expected(courses, rule, reply, worth)).toBeCloseTo(best, 9);
    if (honest.length < RULES.length) kept++;
  }
  expect(kept).toBeGreaterThan(20);
});

test("the learner comes to the rule that the library's bandit comes to, and to the best one", () => {
  for (const settings of [{}, { check: 0.6 }, { strong: 0.4 }, { defending: -0.5 }]) {
    const learner = signallerCalled("learner");
    const war = { ...WAR, ...settings };
    const running = { seed: 2, signal: { aborted: false } };
    const { rule, reply } = outcomeOf(learner, settings, running);
    const { behaviour } = contextualBandit.train(rounds(war, reply), {
      episodes: 4000,
      random: Random.seeded(3),
      exploration: 0.1,
    });
    const random = Random.seeded(4);
    expect(BITS.map((seen) => behaviour.choose(String(seen), 2, random))).toEqual(rule);
    expect(rule).toEqual(bestRule(coursesOf(war), credulous(war), paidFor(war)));
  }
});

/** Rounds with a receiver that stays as it is, for learners of the library. */
function rounds(war: War, reply: Reply): Environment {
  return {
    horizon: 1,
    begin(random) {
      const course = drawCourse(war, random);
      let over = false;
      return {
        get observation() {
          return over ? undefined : String(course.scouted);
        },
        actionCount: 2,
        act(action) {
          over = true;
          const move = action as Bit;
          return paidFor(war)(course, move, reply(viewOf(course, move)));
        },
      };
    },
  };
}
