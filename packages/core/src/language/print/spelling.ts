/**
 * How names and values are spelled in one model, so that reading the text finds the same ones:
 * names that are not words of the language in back-ticks, labels that are also names in quotation
 * marks, indices outside the back-ticks.
 */
import type { Domain, InfluenceDiagram, Instance, Value } from "../../model/index.ts";
import { instanceName } from "../elaborate/model.ts";
import { isName, quotedName, unquoted, writeLabel, writeName, writeText } from "../syntax/words.ts";

interface Named {
  readonly name: string;
  readonly instance?: Instance | undefined;
  readonly domain?: Domain | undefined;
}

/** What a spelling has to know of a model; a diagram is one. */
interface NamedModel {
  readonly agents: readonly { readonly name: string }[];
  readonly nodes: readonly Named[];
  readonly parameters: readonly { readonly name: string }[];
}

export class Spelling {
  readonly #instances = new Map<string, Instance>();
  readonly #names = new Set<string>();
  readonly #labels: ReadonlySet<string>;

  constructor({ agents, nodes, parameters }: NamedModel) {
    for (const { name } of agents) this.#names.add(name);
    for (const { name } of parameters) this.#names.add(name);
    for (const { name, instance } of nodes) {
      this.#names.add(instance?.template ?? name);
      if (instance !== undefined && instance.indices.length > 0)
        this.#instances.set(name, instance);
    }
    this.#labels = labelsOf(nodes);
  }

  /** Is it the name of a variable, a parameter or an agent, or a label? */
  isTaken(name: string): boolean {
    return this.#names.has(name) || this.#labels.has(name);
  }

  /** A variable. */
  node(name: string): string {
    const instance = this.#instances.get(name);
    return instance === undefined
      ? this.name(name)
      : instanceName(this.name(instance.template), instance.indices);
  }

  /** A name without indices; one that is also a label stands in back-ticks. */
  name(text: string): string {
    return this.#labels.has(text) ? quotedName(text) : writeName(text);
  }

  label(text: string): string {
    return this.#names.has(text) ? writeText(text) : writeLabel(text);
  }

  value(value: Value): string {
    return write(value, (text) => this.label(text));
  }
}

/**
 * A value as it is written in a `.cid` text, where no name of the model is meant: numbers exactly,
 * labels in quotation marks unless they are plain words. `showValue` gives the text for display.
 */
export function writeValue(value: Value): string {
  return write(value, writeLabel);
}

/** The name of a variable as it is written in the diagram's own text, indices included. */
export function writeNode(diagram: InfluenceDiagram, id: number): string {
  const { name, instance } = diagram.node(id);
  return instance === undefined || instance.indices.length === 0
    ? writeName(name)
    : writeInstance(instance);
}

/**
 * A name without a model at hand: one that ends in whole numbers in brackets is taken for an
 * instance, as all are that the language makes.
 */
export function writeNodeName(name: string): string {
  if (isName(name)) return name;
  const instance = instanceIn(name);
  return instance === undefined
    ? writeName(name)
    : `${writeName(instance.template)}${name.slice(instance.template.length)}`;
}

/** The name that a written one stands for; a text without back-ticks is the name itself. */
export function readNodeName(written: string): string {
  const parts = QUOTED_NAME.exec(written);
  return parts === null ? written : `${unquoted(parts[1] as string)}${parts[2] ?? ""}`;
}

/** `S` at [1, 2], when a name is spelled `S[1, 2]`. */
export function instanceIn(name: string): Instance | undefined {
  const parts = INSTANCE_NAME.exec(name);
  return parts === null
    ? undefined
    : {
        template: parts[1] as string,
        indices: (parts[2] as string).split(",").map(Number),
      };
}

const QUOTED_NAME = /^(`[^`\\\n]*(?:\\[^\n][^`\\\n]*)*`)(\[.*\])?$/su;

/** Every label of the domains, components of tuples included. */
function labelsOf(nodes: readonly Named[]): Set<string> {
  const labels = new Set<string>();
  const seen = new Set<readonly Value[]>();
  const add = (value: Value): void => {
    if (typeof value === "string") labels.add(value);
    else if (Array.isArray(value)) for (const part of value as readonly Value[]) add(part);
  };
  for (const { domain } of nodes) {
    if (domain?.kind !== "finite" || seen.has(domain.values)) continue;
    seen.add(domain.values);
    for (const value of domain.values) add(value);
  }
  return labels;
}

const INSTANCE_NAME = /^(.+)\[(-?\d+(?:, ?-?\d+)*)\]$/su;

function writeInstance({ template, indices }: Instance): string {
  return instanceName(writeName(template), indices);
}

function write(value: Value, label: (text: string) => string): string {
  if (typeof value === "string") return label(value);
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "boolean") return String(value);
  return `(${value.map((part) => write(part, label)).join(", ")})`;
}
