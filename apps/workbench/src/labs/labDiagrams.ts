/** What separates a diagram of a lab from the first. */
import { type DesignDiff, diffDesigns, type InfluenceDiagram } from "@cidery/core";
import { MAIN_CRITERIA } from "../state/criteria.ts";
import { labDiagram } from "../state/labDiagram.ts";
import { labTexts } from "../state/labTexts.ts";

export interface LabEdit {
  readonly diff: DesignDiff;
  /** Nodes of both diagrams that get their value in another way, or from another parameter. */
  readonly mechanisms: readonly string[];
  /** Parameters with another value, written `beta: 0 → 2`. */
  readonly parameters: readonly string[];
  /** What the file of the second diagram says, without its header. */
  readonly text: string;
}

const edits = new Map<string, LabEdit>();

/** From the lab's first diagram to another one. Matched by names. */
export function labEdit(lab: string, from: string, to: string): LabEdit {
  const key = `${lab} ${from} ${to}`;
  const before = edits.get(key);
  if (before !== undefined) return before;
  const a = labDiagram(lab, from);
  const b = labDiagram(lab, to);
  const parameters = a.parameters.flatMap(({ name, value }) => {
    const other = b.parameters.find((one) => one.name === name);
    return other === undefined || other.value === value ? [] : [{ name, value, to: other.value }];
  });
  const changed = parameters.map(({ name }) => `"parameter","name":${JSON.stringify(name)}`);
  const edit: LabEdit = {
    diff: diffDesigns(a, b, { criteria: MAIN_CRITERIA }),
    mechanisms: a.nodes
      .filter(({ name, mechanism }) => {
        const other = b.nodes[b.idOf(name) ?? -1];
        if (other === undefined) return false;
        const now = plain(other.mechanism);
        return now !== plain(mechanism) || changed.some((words) => now.includes(words));
      })
      .map(({ name }) => name),
    parameters: parameters.map(({ name, value, to: now }) => `${name}: ${value} → ${now}`),
    text: editText(labTexts.get(`${lab}/${to}`) ?? ""),
  };
  edits.set(key, edit);
  return edit;
}

/** A mechanism as text to compare: places in the file do not count. */
function plain(mechanism: InfluenceDiagram["nodes"][number]["mechanism"]): string {
  return JSON.stringify(mechanism, (key, value: unknown) =>
    key === "range" ? undefined : value instanceof Float64Array ? [...value] : value,
  );
}

/** The lines of a variant that change the model: no header, no claims, no empty lines around. */
export function editText(text: string): string {
  const at = text.search(/^extends\b/mu);
  if (at === -1) return "";
  return text
    .slice(at)
    .split("\n")
    .slice(1)
    .filter((line) => !/^\s*(?:claim|note|cite|topic)\b/u.test(line))
    .join("\n")
    .trim();
}
