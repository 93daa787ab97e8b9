/** What each answer shows: from where to where a way leads or none does, in which graph, and what is given. */
import { expect, it } from "vitest";
import { Random } from "../base/index.ts";
import { NaiveCriteria } from "../testing/naiveCriteria.ts";
import { DECISION } from "../model/index.ts";
import { randomStructure, smallRandomStructure } from "../testing/randomStructure.ts";
import {
  type Analysis,
  analyse,
  ownReduction,
  reductionKnowingChoices,
} from "../structure/index.ts";
import type { Reading, Verdict, Witness } from "./verdict.ts";
import { criterionNamed } from "./registry.ts";
import { allVerdicts, sweep } from "./run.ts";

type Edge = readonly [number, number];
/** Is it shown? */
type Shown = (witness: Witness | undefined, about: About) => boolean;
/** Nodes that stand for a name. */
type Ends = (about: About) => readonly number[];
/** The graph that is read. */
type Graph = (about: About) => readonly Edge[];

/** A verdict with what the definitions say about its diagram. */
interface About {
  readonly verdict: Verdict;
  readonly analysis: Analysis;
  readonly agent: number;
  readonly decision: number;
  readonly node: number;
  readonly own: readonly number[];
}

const D: Ends = ({ decision }) => [decision];
const X: Ends = ({ node }) => [node];
const U: Ends = ({ analysis, agent }) => analysis.structure.utilitiesOf(agent);
const OWN: Ends = ({ own }) => own;
const TARGETS: Ends = ({ analysis, verdict }) =>
  analysis.structure.decisionsOf(verdict.target ?? -1);

const drawn: Graph = ({ analysis }) => analysis.graph.edges();
const reduced: Graph = ({ analysis, agent }) => ownReduction(analysis, agent).graph.edges();
const knowing: Graph = ({ analysis, agent }) =>
  reductionKnowingChoices(analysis, agent).graph.edges();
const linked: Graph = ({ analysis, decision, node }) =>
  analysis.graph.withEdge(node, decision).edges();
const linkedReduced: Graph = (about) => {
  const { structure } = about.analysis;
  const graph = structure.graph.withEdge(about.node, about.decision);
  return ownReduction(analyse(structure.withGraph(graph)), about.agent).graph.edges();
};

const naive = (graph: Graph, about: About): NaiveCriteria =>
  new NaiveCriteria(about.analysis.structure, graph(about));
const below =
  (graph: Graph): Ends =>
  (about) =>
    naive(graph, about).utilitiesBelow(about.decision);
/** The decision and what it sees, without the node. */
const familyBut =
  (graph: Graph): Ends =>
  (about) =>
    [...naive(graph, about).parents(about.decision), about.decision].filter(
      (v) => v !== about.node,
    );
const family =
  (graph: Graph): Ends =>
  (about) => [...naive(graph, about).parents(about.decision), about.decision];

const same = (a: readonly number[], b: readonly number[]): boolean =>
  [...new Set(a)].sort().join(" ") === [...new Set(b)].sort().join(" ");

function isRead(on: Reading | undefined, graph: Graph, about: About): boolean {
  const goes = ([a, b]: Edge): boolean =>
    (on?.removed ?? []).some((link) => link[0] === a && link[1] === b);
  const edges = [...drawn(about).filter((edge) => !goes(edge)), ...(on?.added ?? [])];
  const names = (list: readonly Edge[]): string[] => list.map(([a, b]) => `${a} ${b}`).sort();
  return names(edges.filter((edge) => !goes(edge))).join() === names(graph(about)).join();
}

const none =
  (from: Ends, to: Ends, graph = drawn, avoiding?: Ends): Shown =>
  (one, about) =>
    one?.kind === "no-path" &&
    same(one.from, from(about)) &&
    same(one.to, to(about)) &&
    same(one.avoiding ?? [], avoiding?.(about) ?? []) &&
    isRead(one.on, graph, about);

/** A way over the stops. */
const way =
  (stops: readonly Ends[], graph = drawn): Shown =>
  (one, about) =>
    one?.kind === "directed-path" &&
    isRead(one.on, graph, about) &&
    one.nodes.slice(1).every((v, i) => hasEdge(graph(about), one.nodes[i] ?? -1, v)) &&
    legsOf(one.nodes, stops, about) !== undefined;

const hasEdge = (edges: readonly Edge[], from: number, to: number): boolean =>
  edges.some(([a, b]) => a === from && b === to);

/** The way from stop to stop. */
function legsOf(
  nodes: readonly number[],
  stops: readonly Ends[],
  about: About,
): number[][] | undefined {
  const places = stops.map((stop, i) => {
    const there = (v: number): boolean => stop(about).includes(v);
    return i === stops.length - 1 ? nodes.findLastIndex(there) : nodes.findIndex(there);
  });
  const inOrder = places.every((place, i) => place !== -1 && place >= (places[i - 1] ?? 0));
  if (!inOrder || places[0] !== 0 || places.at(-1) !== nodes.length - 1) return undefined;
  return places.slice(1).map((place, i) => nodes.slice(places[i] ?? 0, place + 1));
}

/** Meets another own decision only where there is no way around. */
const around =
  (stops: readonly Ends[], graph = drawn): Shown =>
  (one, about) => {
    const others = about.own.filter((d) => d !== about.decision);
    const legs = one?.kind === "directed-path" ? legsOf(one.nodes, stops, about) : [];
    const free = ([from = -1]: readonly number[], goals: readonly number[]): boolean =>
      goals.some((v) => !others.includes(v) && naive(graph, about).reaches(from, v, others));
    return (
      way(stops, graph)(one, about) &&
      legs?.every((leg, i) => {
        const met = leg.slice(1, -1).some((v) => others.includes(v));
        return !met || !free(leg, stops[i + 1]?.(about) ?? []);
      }) === true
    );
  };

/** As it is proved: meets no own decision but the one asked about. */
const freely =
  (shown: Shown): Shown =>
  (one, about) =>
    shown(one, about) &&
    one?.kind === "directed-path" &&
    one.nodes.every((v) => v === about.decision || !about.own.includes(v));

const trail =
  (from: Ends, to: Ends, given: Ends, graph = drawn): Shown =>
  (one, about) =>
    (one?.kind === "trail" || one?.kind === "mechanism-trail") &&
    (one.kind === "mechanism-trail") === /reachable/u.test(about.verdict.criterion) &&
    from(about).includes(one.nodes[0] ?? -1) &&
    to(about).includes(one.nodes.at(-1) ?? -1) &&
    same(one.given, given(about)) &&
    isRead(one.on, graph, about);

const apart =
  (from: Ends, to: Ends, given: Ends, graph = drawn, more: object = {}): Shown =>
  (one, about) => {
    if (one?.kind !== "blocking-set") return false;
    const { kind: _, on, from: start, to: goal, given: set, ...rest } = one;
    return (
      same(start, from(about)) &&
      same(goal, to(about)) &&
      same(set, given(about)) &&
      isRead(on, graph, about) &&
      JSON.stringify(rest) === JSON.stringify(more)
    );
  };

const circle =
  (graph: Graph): Shown =>
  (one, about) =>
    one?.kind === "cycle" && one.nodes.length > 1 && isRead(one.on, graph, about);

const parts =
  (...list: readonly Shown[]): Shown =>
  (one, about) =>
    one?.kind === "parts" &&
    one.parts.length === list.length &&
    list.every((shown, i) => shown(one.parts[i], about));

const either =
  (...list: readonly Shown[]): Shown =>
  (one, about) =>
    list.some((shown) => shown(one, about));

const nothing: Shown = (one) => one === undefined;

/**
 * From the decision over what a later own decision learns to a utility; and the trail that makes this worth
 * knowing, where that decision sees all that it can know at best and no other own decision matters.
 */
const informs: Shown = (one, about) => {
  const [leads, told] = one?.kind === "parts" ? one.parts : [];
  if (leads?.kind !== "directed-path" || told?.kind !== "trail") return false;
  const [observation = -1] = told.nodes;
  const utility = told.nodes.at(-1) ?? -1;
  const { nodes } = leads;
  const after = nodes.slice(nodes.indexOf(observation) + 1);
  const seen = (d: number): number[] => [...about.analysis.graph.parents(d)];
  const isOwn = (v: number): boolean => about.own.includes(v);
  const right = after.filter(isOwn).some((informed) => {
    const known = new Set([...seen(informed), ...seen(about.decision)]);
    for (const v of known) if (isOwn(v)) for (const p of seen(v)) known.add(p);
    const open = [...known].filter((v) => !isOwn(v));
    const alone = drawn(about).filter(([a, b]) => b !== informed && (!isOwn(a) || a === informed));
    const sole: Graph = () => [...alone, ...open.map((v): Edge => [v, informed])];
    const given = [...open, informed].filter((v) => v !== observation);
    // It enters what is told from a parent, unless a utility of its own pays for telling.
    const enters = hasEdge(sole(about), told.nodes[1] ?? -1, observation);
    return same(told.given, given) && isRead(told.on, sole, about) && (enters || pays(about));
  });
  return (
    right &&
    nodes[0] === about.decision &&
    nodes.includes(observation) &&
    nodes.at(-1) === utility &&
    U(about).includes(utility) &&
    isRead(leads.on, drawn, about)
  );
};
const pays = (about: About): boolean => {
  const others = about.own.filter((d) => d !== about.decision);
  return U(about).some((u) => naive(drawn, about).reaches(about.decision, u, others));
};
/** The node is on the way. */
const over =
  (shown: Shown): Shown =>
  (one, about) => {
    const [leads] = one?.kind === "parts" ? one.parts : [];
    return shown(one, about) && leads?.kind === "directed-path" && leads.nodes.includes(about.node);
  };

const control: Readonly<Record<string, Shown>> = {
  "on-path-to-utility": freely(way([D, X, U])),
  "on-path-through-decisions": around([D, X, U], reduced),
  "not-below-decision": none(D, X),
  "utility-not-below-node": none(X, U),
  "by-informing-own-decision": over(informs),
  "only-through-nonrequisite-links": either(none(D, X, reduced), none(X, U, reduced)),
  "only-through-known-choices": either(none(D, X, knowing), none(X, U, knowing)),
};

/** The decision of the target and the one that signals are in the place of node and decision. */
const signals =
  (shown: Shown): Shown =>
  (one, about) => {
    const [leads, unseen] = one?.kind === "parts" ? one.parts : [];
    if (one?.kind !== "parts" || one.parts.length !== 2 || unseen?.kind !== "unobserved")
      return false;
    if (!TARGETS(about).includes(unseen.decision)) return false;
    return about.own.some((decision) =>
      shown(leads, { ...about, decision, node: unseen.decision }),
    );
  };

const mattering: Ends = (about) =>
  inReach(about).filter((d) => U(about).some((u) => naive(drawn, about).reaches(d, u)));
const inReach: Ends = (about) =>
  TARGETS(about).filter((d) => about.own.some((s) => naive(drawn, about).reaches(s, d)));

const reliance: Readonly<Record<string, Shown>> = {
  "relies-on": trail(X, below(drawn), family(drawn)),
  "no-reliance": apart(X, below(drawn), family(drawn), drawn, { mechanism: true }),
  "no-utility-below": none(D, U),
};

/** Decisions of anybody that a way leads to, and their owner's utilities. */
function others(one: Witness | undefined, about: About, third: Shown): boolean {
  if (one?.kind !== "parts") return false;
  const [there, back, ...rest] = one.parts;
  const other = there?.kind === "directed-path" ? (there.nodes.at(-1) ?? -1) : -1;
  const { structure } = about.analysis;
  if (!structure.decisions.includes(other) || other === about.decision) return false;
  const here = { ...about, node: other, own: [] };
  const last: Witness = { kind: "parts", parts: rest };
  return way([D, X])(there, here) && way([X, U])(back, here) && third(last, here);
}
const theirs: Ends = ({ analysis, node }) =>
  analysis.structure.utilitiesOf(analysis.structure.ownerOf(node));
/** What the other decision sees and the one asked about does not influence. */
const seenBeforehand: Ends = (about) => {
  const all = naive(drawn, about);
  return [
    about.node,
    ...all
      .parents(about.node)
      .filter((v) => v === about.decision || !all.reaches(about.decision, v)),
  ];
};
/** Not over the other decision. */
const past =
  (shown: Shown): Shown =>
  (one, about) =>
    shown(one, about) && one?.kind === "directed-path" && !one.nodes.includes(about.node);
/** Starts where the trail before it turns. */
const signal: Shown = (one, about) => {
  const [first, second] = one?.kind === "parts" ? one.parts : [];
  return (
    trail(D, theirs, seenBeforehand)(first, about) &&
    first?.kind === "trail" &&
    second?.kind === "trail" &&
    first.nodes.includes(second.nodes[0] ?? -1) &&
    U(about).includes(second.nodes.at(-1) ?? -1)
  );
};
const pattern: Shown = (one, about) => {
  switch (about.verdict.pattern) {
    case "direct-effect":
      return (
        way([D, U])(one, about) &&
        one?.kind === "directed-path" &&
        one.nodes.slice(1).every((v) => !about.analysis.structure.decisions.includes(v))
      );
    case "manipulation":
      return others(one, about, parts(past(way([D, theirs]))));
    case "revealing-denying":
      return others(one, about, parts(trail(D, theirs, seenBeforehand)));
    default:
      return others(one, about, signal);
  }
};

const SHOWN: Readonly<Record<string, Readonly<Record<string, Shown>>>> = {
  "instrumental-control-incentive": control,
  intent: control,
  impact: {
    affected: parts(freely(way([D, X])), freely(way([D, U]))),
    "affected-through-decisions": parts(around([D, X], reduced), around([D, U], reduced)),
    "not-below-decision": none(D, X),
    "no-utility-below": none(D, U),
    "is-the-decision": nothing,
    "by-informing-own-decision": parts(around([D, X]), informs),
    "only-through-nonrequisite-links": none(D, X, reduced),
    "utility-only-through-nonrequisite-links": none(D, U, reduced),
    "only-through-known-choices": none(D, X, knowing),
    "utility-only-through-known-choices": none(D, U, knowing),
  },
  "value-of-control": {
    "path-to-utility": freely(way([X, U], reduced)),
    "path-through-own-decisions": way([X, U], reduced),
    "path-through-several-decisions": way([X, U], reduced),
    insoluble: parts(way([X, U], reduced), circle(reduced)),
    "relies-on-irrelevant-signals": way([X, U], reduced),
    "only-through-nonrequisite-links": none(X, U, reduced),
    "no-path": none(X, U),
    "own-decision": nothing,
  },
  "direct-value-of-control": {
    "path-avoiding-own-decisions": freely(way([X, U])),
    "relies-on-irrelevant-signals": freely(way([X, U])),
    "only-through-own-decisions": none(X, U, drawn, OWN),
    "no-path": none(X, U),
    "own-decision": nothing,
  },
  "only-informational": {
    "every-path-meets-own-decision": parts(way([X, U]), none(X, U, drawn, OWN)),
    "path-avoiding-own-decisions": freely(way([X, U])),
    "no-path": none(X, U),
    "own-decision": nothing,
  },
  "indirect-value-of-control": (() => {
    const utilities = below(reduced);
    const proof = [
      way([X, D, utilities], reduced),
      trail(X, utilities, familyBut(reduced), reduced),
    ];
    return {
      "better-information": parts(...proof),
      insoluble: parts(...proof, circle(reduced)),
      "relies-on-irrelevant-signals": parts(...proof),
      "path-through-several-decisions": parts(...proof),
      "no-back-door": apart(X, utilities, familyBut(reduced), reduced, { backDoor: true }),
      "no-path-through-decision": none(X, D, reduced),
      "no-utility-below": none(D, U, reduced),
      "own-decision": nothing,
    };
  })(),
  "response-incentive": {
    "feeds-requisite-observation": way([X, D], reduced),
    "feeds-decision-among-several": way([X, D], reduced),
    insoluble: parts(way([X, D], reduced), circle(reduced)),
    "relies-on-irrelevant-signals": way([X, D], reduced),
    "only-through-nonrequisite-links": none(X, D, reduced),
    "no-path": none(X, D),
    "is-the-decision": nothing,
  },
  "value-of-information": (() => {
    const shown = trail(X, below(linkedReduced), familyBut(linkedReduced), linkedReduced);
    return {
      informative: shown,
      "completeness-for-chance-only": shown,
      "relies-on-irrelevant-signals": shown,
      "insoluble-with-link": parts(shown, circle(linked)),
      "informative-alone": parts(shown, circle(linked)),
      "screened-off": apart(X, below(linked), familyBut(linked), linked),
      "no-utility-below": none(D, U),
      "is-the-decision": nothing,
      "after-decision": nothing,
    };
  })(),
  requisite: {
    requisite: trail(X, below(drawn), familyBut(drawn)),
    "screened-off": apart(X, below(drawn), familyBut(drawn)),
    "no-utility-below": none(D, U),
    "not-observed": nothing,
  },
  "r-reachable": { ...reliance, "is-the-decision": nothing },
  "s-reachable": reliance,
  "reasoning-pattern": {
    "pattern-holds": pattern,
    "pattern-missing": nothing,
    unmotivated: nothing,
  },
  deception: {
    "deception-pattern": signals(
      either(control["on-path-to-utility"] as Shown, control["by-informing-own-decision"] as Shown),
    ),
    "on-path-through-decisions": signals(control["on-path-through-decisions"] as Shown),
    "only-through-nonrequisite-links": signals(
      either(
        control["only-through-nonrequisite-links"] as Shown,
        control["only-through-known-choices"] as Shown,
      ),
    ),
    "target-out-of-reach": none(OWN, TARGETS),
    "target-does-not-matter": none(inReach, U),
    "target-sees-it": (one, about) => one?.kind === "nodes" && same(one.nodes, mattering(about)),
    "no-decision": nothing,
    "same-agent": nothing,
  },
};

/** Is tested with the witnesses: at which step a link went. */
const ELSEWHERE = new Set(["value-of-information: reduced-away"]);

/** Throws if the answer shows anything else. */
function look(analysis: Analysis, verdict: Verdict, at: string): string | undefined {
  const { structure } = analysis;
  const { criterion, reason, decision = -1, node = -1 } = verdict;
  const name = `${criterion}: ${reason}`;
  if (ELSEWHERE.has(name)) return undefined;
  const agent = verdict.agent ?? structure.ownerOf(decision);
  const own = structure.decisionsOf(agent);
  const shown = SHOWN[criterion]?.[reason];
  if (shown === undefined) throw new Error(`nobody says what is shown of ${name}`);
  if (!shown(verdict.witness, { verdict, analysis, agent, decision, node, own }))
    throw new Error(`${at}: ${JSON.stringify(verdict)}`);
  return name;
}

it("every answer shows what its reason speaks of (1,200 diagrams)", () => {
  const random = Random.seeded(43);
  const met = new Set<string | undefined>();
  for (let run = 0; run < 700; run++) {
    const analysis = analyse(smallRandomStructure(random));
    for (const verdict of allVerdicts(analysis, { witnesses: true }))
      met.add(look(analysis, verdict, `run ${run}`));
  }
  expect(met.size).toBeGreaterThan(75);
  // Among several own decisions the shortest way is more often one that the reduction leaves out.
  const several = { nodes: 9, decisions: 4, agents: 1, density: 2.5, observedUtilities: 0.4 };
  for (let run = 0; run < 500; run++) {
    const analysis = analyse(randomStructure(random, several));
    const criteria = ["impact", "instrumental-control-incentive", "value-of-control"];
    for (const verdict of allVerdicts(analysis, { witnesses: true, criteria }))
      look(analysis, verdict, `run ${run} with several decisions`);
  }
});

it("deception is judged by the best way to a target that does not see everything (1,500 diagrams)", () => {
  const random = Random.seeded(44);
  const ranks = ["present", "unknown", "absent"];
  const names = [
    "deception-pattern",
    "on-path-through-decisions",
    "only-through-nonrequisite-links",
  ];
  const met = new Map<string, number>();
  for (let run = 0; run < 1_500; run++) {
    const structure = randomStructure(random, {
      nodes: 9,
      decisions: 6,
      agents: 2,
      density: 2.5,
      observedUtilities: 0.4,
    });
    const analysis = analyse(structure);
    const criterion = criterionNamed("instrumental-control-incentive");
    for (const verdict of allVerdicts(analysis, { witnesses: true, criteria: ["deception"] })) {
      look(analysis, verdict, `run ${run}`);
      met.set(verdict.reason, (met.get(verdict.reason) ?? 0) + 1);
      const { agent = -1, target = -1 } = verdict;
      const hides = (d: number): boolean =>
        [...structure.kinds].some(
          (kind, v) => kind !== DECISION && v !== d && !analysis.graph.hasEdge(v, d),
        );
      const found = structure.decisionsOf(agent).flatMap((signal) =>
        structure
          .decisionsOf(target)
          .filter((d) => hides(d) && analysis.below(signal)[d] === 1)
          .map((d) => {
            const code = sweep(analysis, "instrumental-control-incentive", signal)[d] ?? -1;
            return ranks.indexOf(criterion?.outcomes[code]?.kind ?? "absent");
          }),
      );
      const best = names[Math.min(...found)];
      const isRanked = names.includes(verdict.reason);
      if (isRanked ? verdict.reason !== best : found.includes(0))
        throw new Error(`run ${run}: ${best}, not ${JSON.stringify(verdict)}`);
    }
  }
  for (const name of names) expect([name, (met.get(name) ?? 0) > 10]).toEqual([name, true]);
});
