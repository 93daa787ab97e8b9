/**
 * Five tasks in which a question of one level is answered by a few questions of the level below, after those of Christiano,
 * Shlegeris & Amodei 2018: powers of a permutation, roots of a forest, shortest paths, sequential assignments and wildcard
 * search. A person has facts and says how answers are put together; what is right is worked out another way (`truth`), so
 * that the two can be held against each other. Rules only: nobody here learns.
 */
import type { Random } from "@cidery/core";

/** What the questions are about: numbers, whose meaning the task knows. */
export type Facts = readonly number[];

/** Asks a question of the level below. */
type Ask = (question: number) => number;

/** How large a task is. */
interface Extent {
  /** Symbols, nodes, variables or words. */
  readonly size: number;
  /** The hardest level; level 0 is what the person knows. */
  readonly levels: number;
}

export interface Task {
  readonly title: string;
  /** What a question of a level asks, in words. */
  readonly asks: (level: number, question: number) => string;
  readonly levels: number;
  /** Questions of a level; they are counted from 0. */
  readonly questions: (level: number) => number;
  /** Answers are counted from 0. */
  readonly answers: number;
  /** An answer in words. */
  readonly says: (answer: number) => string;
  readonly draw: (random: Random) => Facts;
  /** Facts that may be out of date, and how many values each can take. */
  readonly entries: number;
  readonly values: number;
  /** What the student sees of a question: this many inputs, of which these are 1. */
  readonly inputs: number;
  readonly encode: (level: number, question: number) => readonly number[];
  /** What the person says, who asks about the level below. */
  readonly put: (facts: Facts, level: number, question: number, ask: Ask) => number;
  /** What is right. */
  readonly truth: (facts: Facts, level: number, question: number) => number;
}

const steps = (level: number): string => (level === 0 ? "1 step" : `${2 ** level} steps`);

/** Following a map from symbol to symbol twice as far at every level. */
function following(title: string, { size, levels }: Extent, draw: (random: Random) => Facts): Task {
  return {
    title,
    asks: (level, question) => `${steps(level)} from ${question + 1}`,
    levels,
    questions: () => size,
    answers: size,
    says: (answer) => `${answer + 1}`,
    draw,
    entries: size,
    values: size,
    inputs: levels + 1 + size,
    encode: (level, question) => [level, levels + 1 + question],
    put: (facts, level, question, ask) =>
      level === 0 ? (facts[question] as number) : ask(ask(question)),
    truth(facts, level, question) {
      let at = question;
      for (let step = 0; step < 2 ** level; step++) at = facts[at] as number;
      return at;
    },
  };
}

/** σ^(2^level)(x) for a permutation σ. */
function powering(extent: Extent): Task {
  const all = Array.from({ length: extent.size }, (_, i) => i);
  return following("powers of a permutation", extent, (random) => random.shuffled(all));
}

/** The node so many steps up in a forest, or its root: pointers are followed as a union-find structure does. */
function unionFind(extent: Extent): Task {
  const all = Array.from({ length: extent.size }, (_, i) => i);
  return following("roots of a forest", extent, (random) => {
    const order = random.shuffled(all);
    const up = all.slice();
    // Two roots; everybody else hangs below one of the three before it, so that trees are deep.
    for (let i = 2; i < order.length; i++)
      up[order[i] as number] = order[i - 1 - random.below(Math.min(3, i))] as number;
    return up;
  });
}

/** Edges from one node to another, if so few do; nodes have two edges out, and are half as many as symbols. */
function shortestPath({ size, levels }: Extent): Task {
  const nodes = Math.max(4, Math.floor(size / 2));
  const far = levels + 2;
  const edges = (facts: Facts, from: number): readonly number[] =>
    facts.slice(2 * from, 2 * from + 2);
  return {
    title: "shortest paths",
    asks: (level, question) =>
      `from ${Math.floor(question / nodes) + 1} to ${(question % nodes) + 1} in at most ${level + 1}`,
    levels,
    questions: () => nodes * nodes,
    answers: far + 1,
    says: (answer) => (answer === far ? "no way" : `${answer}`),
    draw: (random) =>
      Array.from({ length: nodes }, () => {
        const [one, other] = random.shuffled(Array.from({ length: nodes }, (_, i) => i));
        return [one as number, other as number];
      }).flat(),
    entries: 2 * nodes,
    values: nodes,
    inputs: levels + 1 + 2 * nodes,
    encode: (level, question) => [
      level,
      levels + 1 + Math.floor(question / nodes),
      levels + 1 + nodes + (question % nodes),
    ],
    put(facts, level, question, ask) {
      const [from, to] = [Math.floor(question / nodes), question % nodes];
      if (from === to) return 0;
      const next = edges(facts, from);
      if (next.includes(to)) return 1;
      if (level === 0) return far;
      const least = Math.min(...next.map((node) => ask(node * nodes + to)));
      return least > level ? far : least + 1;
    },
    truth(facts, level, question) {
      const [from, to] = [Math.floor(question / nodes), question % nodes];
      let reached = new Set([from]);
      for (let step = 0; step <= level + 1; step++) {
        if (reached.has(to)) return step;
        reached = new Set([...reached].flatMap((node) => [...edges(facts, node)]));
      }
      return far;
    },
  };
}

/** The value of a variable that is a function of two variables assigned before; half as many values as variables. */
function assignments({ size, levels }: Extent): Task {
  const values = Math.max(2, Math.floor(size / 2));
  const table = values * values;
  // First the function's table, then the constants, then for each level the two variables of every variable.
  const placeOf = (level: number, question: number): number =>
    table + (level === 0 ? question : size + 2 * size * (level - 1) + 2 * question);
  return {
    title: "sequential assignments",
    asks: (level, question) => `variable ${question + 1} of line ${level + 1}`,
    levels,
    questions: () => size,
    answers: values,
    says: (answer) => `${answer + 1}`,
    draw: (random) => [
      ...Array.from({ length: table + size }, () => random.below(values)),
      ...Array.from({ length: 2 * size * levels }, () => random.below(size)),
    ],
    entries: table + size,
    values,
    inputs: levels + 1 + size,
    encode: (level, question) => [level, levels + 1 + question],
    put(facts, level, question, ask) {
      const at = placeOf(level, question);
      if (level === 0) return facts[at] as number;
      const [one, other] = [ask(facts[at] as number), ask(facts[at + 1] as number)];
      return facts[one * values + other] as number;
    },
    truth(facts, level, question) {
      let known = facts.slice(table, table + size);
      for (let line = 1; line <= level; line++)
        known = known.map((_, variable) => {
          const at = placeOf(line, variable);
          const [one, other] = [facts[at] as number, facts[at + 1] as number];
          return facts[(known[one] as number) * values + (known[other] as number)] as number;
        });
      return known[question] as number;
    },
  };
}

/** The sum of −1, 0 and 1 over all words that match a pattern with so many wildcards. */
function wildcards({ levels }: Extent): Task {
  const bits = levels + 1;
  const most = 2 ** levels;
  const patterns = Array.from({ length: levels + 1 }, (_, level) =>
    Array.from({ length: 3 ** bits }, (__, code) => lettersOf(code, bits)).filter(
      (letters) => letters.filter((letter) => letter === 2).length === level,
    ),
  );
  const places = patterns.map(
    (ofLevel) => new Map(ofLevel.map((letters, place) => [letters.join(""), place])),
  );
  const pattern = (level: number, question: number): readonly number[] =>
    patterns[level]?.[question] as readonly number[];
  const wordOf = (letters: readonly number[]): number =>
    letters.reduce((word, letter) => 2 * word + letter, 0);
  return {
    title: "wildcard search",
    asks: (level, question) =>
      `sum over ${pattern(level, question)
        .map((letter) => "01*"[letter])
        .join("")}`,
    levels,
    questions: (level) => patterns[level]?.length ?? 0,
    answers: 2 * most + 1,
    says: (answer) => `${answer - most}`,
    draw: (random) => Array.from({ length: 2 ** bits }, () => random.below(3)),
    entries: 2 ** bits,
    values: 3,
    inputs: 3 * bits,
    encode: (level, question) => pattern(level, question).map((letter, i) => 3 * i + letter),
    put(facts, level, question, ask) {
      const letters = pattern(level, question);
      if (level === 0) return most + (facts[wordOf(letters)] as number) - 1;
      const wild = letters.indexOf(2);
      const [one, other] = [0, 1].map((letter) =>
        ask(places[level - 1]?.get(filled(letters, wild, letter).join("")) as number),
      );
      return Math.max(0, Math.min(2 * most, (one as number) + (other as number) - most));
    },
    truth(facts, level, question) {
      const letters = pattern(level, question);
      return facts.reduce(
        (sum, fact, word) =>
          letters.every((letter, i) => letter === 2 || letter === ((word >> (bits - 1 - i)) & 1))
            ? sum + fact - 1
            : sum,
        most,
      );
    },
  };
}

function filled(letters: readonly number[], place: number, letter: number): number[] {
  return letters.map((one, i) => (i === place ? letter : one));
}

function lettersOf(code: number, bits: number): number[] {
  return Array.from({ length: bits }, (_, i) => Math.floor(code / 3 ** i) % 3);
}

/** In the order of the parameter that chooses one. */
export const TASKS: readonly ((extent: Extent) => Task)[] = [
  powering,
  unionFind,
  shortestPath,
  assignments,
  wildcards,
];

/** What they are called. */
export const TASK_TITLES: readonly string[] = TASKS.map((of) => of({ size: 6, levels: 1 }).title);

/** Facts of which so many entries are another value than they were, each time the same ones. */
export function outOfDate(task: Task, facts: Facts, entries: number, random: Random): Facts {
  const notes = facts.slice();
  const places = random.shuffled(Array.from({ length: task.entries }, (_, i) => i));
  for (const place of places.slice(0, entries))
    notes[place] = anotherThan(notes[place] as number, task.values, random);
  return notes;
}

/** One of the other values. */
export function anotherThan(value: number, values: number, random: Random): number {
  return (value + 1 + random.below(values - 1)) % values;
}
