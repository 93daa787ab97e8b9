/** What an element shows, worked out from a model's text alone: no page, no network. */
import {
  agentCards,
  allVerdicts,
  CARD_CRITERIA,
  type Diagnostic,
  explainVerdict,
  type InfluenceDiagram,
  loadModel,
  overlay,
  type Verdict,
} from "@cidery/core";
import { type Layout, layoutDiagramNow, type SvgOptions, toSvg } from "@cidery/core/draw";
import { answersOf } from "@cidery/core/session";
import { lineColumnAt, lineStarts } from "@cidery/core/text";

/** How a picture is asked for; `param` is written as the command's: `p=0.2 q=1`. */
export interface Look {
  readonly theme: NonNullable<SvgOptions["theme"]>;
  readonly direction: "right" | "down";
  readonly criteria: readonly string[];
  readonly parameters: ReadonlyMap<string, number>;
}

/** A model that could be read, with what the graph says of it. */
export interface Shown {
  readonly diagram: InfluenceDiagram;
  readonly layout: Layout;
  readonly verdicts: readonly Verdict[];
  /** One sentence per agent. */
  readonly answers: readonly string[];
}

/** More names than this become a count. */
const MOST_NAMES = 5;
/** Names of more nodes would be too small to read, and their badges too slow to find. */
const MOST_NODES = 400;

/** Reads and judges a model, or says in one sentence why it cannot be shown. */
export function readModel(text: string, look: Look): Shown | { readonly trouble: string } {
  const { diagram, diagnostics } = loadModel(text, { parameters: look.parameters });
  if (diagram === undefined) return { trouble: troubleOf(text, diagnostics) };
  if (diagram.nodes.length > MOST_NODES) {
    const count = diagram.nodes.length;
    return { trouble: `This model has ${count} variables; up to ${MOST_NODES} can be shown here.` };
  }
  const answers = answersOf(diagram);
  return {
    diagram,
    layout: layoutDiagramNow(diagram, { direction: look.direction }),
    // With their paths, which are lit up.
    verdicts: allVerdicts(answers.analysis, { criteria: look.criteria, witnesses: true }),
    answers: agentCards(diagram, answers.verdictsOf(CARD_CRITERIA)).map(({ name, lines }) => {
      const said = lines
        .filter(({ state }) => state === "present")
        .map(({ words, items }) => `${words} ${listed(items.map((item) => item.name))}`);
      return sentence(
        said.length === 0
          ? `${name} has no incentives on the rest of the graph`
          : `${name} ${said.join("; ")}`,
      );
    }),
  };
}

function sentence(words: string): string {
  const [first = ""] = words;
  return `${first.toUpperCase()}${words.slice(first.length)}.`;
}

function listed(names: readonly string[]): string {
  if (names.length <= MOST_NAMES) return names.join(", ");
  return `${names.slice(0, MOST_NAMES).join(", ")} and ${names.length - MOST_NAMES} more`;
}

function troubleOf(text: string, diagnostics: readonly Diagnostic[]): string {
  const first = diagnostics.find(({ severity }) => severity === "error");
  if (first === undefined) return "This model cannot be read.";
  const { message, range, hint } = first;
  const at =
    range === undefined ? "" : `line ${lineColumnAt(lineStarts(text), range.start).line}: `;
  return `This model cannot be read: ${at}${message}${hint === undefined ? "" : ` (${hint})`}`;
}

/** The picture; with the proof of a node's verdicts lit up where one is named. */
export function pictureOf({ diagram, layout, verdicts }: Shown, look: Look, node?: string): string {
  const marks = overlay(diagram, verdicts, { criteria: look.criteria });
  return toSvg(diagram, layout, {
    theme: look.theme,
    background: false,
    heading: false,
    // Each element has a shadow tree of its own, and with it its own ids.
    idPrefix: "cidery",
    highlights: {
      ...marks,
      paths: verdictsAbout(diagram, verdicts, node).flatMap(
        (verdict) => explainVerdict(diagram, verdict).highlights.paths,
      ),
    },
  });
}

/** What is said of a node, in sentences. */
export function sentencesAbout({ diagram, verdicts }: Shown, node: string): readonly string[] {
  return [
    ...new Set(
      verdictsAbout(diagram, verdicts, node).map(
        (verdict) => explainVerdict(diagram, verdict).sentence,
      ),
    ),
  ];
}

/** Incentives that are present, as its badges tell; an agent's own decisions and utilities have none. */
function verdictsAbout(
  diagram: InfluenceDiagram,
  verdicts: readonly Verdict[],
  name: string | undefined,
): readonly Verdict[] {
  const id = name === undefined ? undefined : diagram.idOf(name);
  if (id === undefined) return [];
  const { owners } = diagram.node(id);
  return verdicts.filter(
    ({ node, kind, agent }) =>
      node === id && kind === "present" && (agent === undefined || !owners.includes(agent)),
  );
}
