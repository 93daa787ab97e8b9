/**
 * The import table: which layer may import which, and the question each layer answers.
 *
 * This is the one place where the table lives as data. `npm run renew` writes it into the
 * `references` of every layer's tsconfig.json, so the compiler keeps it; architecture.test.ts
 * checks that the two agree and looks at what the compiler cannot see.
 */

export interface Layer {
  readonly question: string;
  readonly mayImport: readonly string[];
  /** "core" runs anywhere: no DOM, no Node, not even `console`. "node" may use Node. */
  readonly runsIn: "core" | "node";
}

/** The layer name of index.ts and doors/, the subpath exports. */
export const FRONT_DOOR = "front-door";

const diagrams = ["base", "graph", "probability", "model"];
const analysis = [
  ...diagrams,
  "structure",
  "language",
  "incentives",
  "solve",
  "learn",
  "lab",
  "explain",
];

export const LAYERS: Readonly<Record<string, Layer>> = {
  base: {
    question: "What is a result, a text range, a diagnostic?",
    mayImport: [],
    runsIn: "core",
  },
  graph: {
    question: "What follows from arrows alone?",
    mayImport: ["base"],
    runsIn: "core",
  },
  probability: {
    question: "What follows from tables alone?",
    mayImport: ["base"],
    runsIn: "core",
  },
  model: {
    question: "What is a diagram?",
    mayImport: ["base", "graph", "probability"],
    runsIn: "core",
  },
  language: {
    question: "How is a diagram written, and where is the mistake?",
    mayImport: ["base", "graph", "model"],
    runsIn: "core",
  },
  structure: {
    question: "What does the shape of a diagram say about its decisions?",
    mayImport: ["base", "graph", "model"],
    runsIn: "core",
  },
  incentives: {
    question: "What does the structure allow an agent to want?",
    mayImport: ["base", "graph", "model", "structure"],
    runsIn: "core",
  },
  solve: {
    question: "What should the agents do, and what is it worth?",
    mayImport: [...diagrams, "structure"],
    runsIn: "core",
  },
  learn: {
    question: "What do agents that learn do?",
    mayImport: [...diagrams, "structure", "solve"],
    runsIn: "core",
  },
  lab: {
    question: "What is a lab?",
    mayImport: [...diagrams, "structure", "incentives", "solve", "learn"],
    runsIn: "core",
  },
  charts: {
    question: "What does a result look like as a chart?",
    mayImport: ["base", "graph", "probability", "model", "structure", "solve", "learn", "lab"],
    runsIn: "core",
  },
  catalogue: {
    question: "What stands beside the models?",
    mayImport: ["base"],
    runsIn: "core",
  },
  explain: {
    question: "Why is that so, and what would change it?",
    mayImport: ["base", "graph", "model", "structure", "incentives", "solve"],
    runsIn: "core",
  },
  draw: {
    question: "What does a diagram look like?",
    mayImport: ["base", "graph", "model"],
    runsIn: "core",
  },
  formats: {
    question: "How do other tools write it?",
    mayImport: [...diagrams, "language", "draw"],
    runsIn: "core",
  },
  check: {
    question: "Do the claims a model makes about itself hold?",
    mayImport: analysis,
    runsIn: "core",
  },
  tasks: {
    question: "What is long work, whoever does it?",
    mayImport: [...analysis, "draw", "check"],
    runsIn: "core",
  },
  session: {
    question: "How does one open document stay consistent while it is edited?",
    mayImport: [...analysis, "draw", "formats", "check"],
    runsIn: "core",
  },
  testing: {
    question: "What do tests need: builders, marked text, random diagrams, naive oracles?",
    mayImport: analysis,
    runsIn: "core",
  },
  [FRONT_DOOR]: {
    question: "Which names are public?",
    mayImport: [...analysis, "catalogue", "charts", "draw", "formats", "check", "tasks", "session"],
    runsIn: "core",
  },
};
