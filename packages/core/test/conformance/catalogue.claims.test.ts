/** Every published model of ../shared/theory/claims.json is in the catalogue, arrows and claims. */
import { describe, expect, it } from "vitest";
import type { InfluenceDiagram } from "../../src/model/index.ts";
import type { PublishedModel } from "../publishedClaims.ts";
import { catalogue, diagramOf } from "../catalogueFiles.ts";
import { catalogueName, HELD, publishedModels, sentenceOf } from "../publishedClaims.ts";
import { PUBLISHED_MODELS } from "../publishedModels.ts";

const files = catalogue();

describe("published models", () => {
  const models = publishedModels();

  it("are all in the catalogue", () => {
    expect(models.filter(({ id }) => !(id in PUBLISHED_MODELS)).map(({ id }) => id)).toEqual([]);
  });

  it.each(models.map((model) => [model.id, model] as const))(
    "%s has the published arrows and claims",
    (_, model) => {
      const diagram = catalogued(model);
      const spell = speller(model, diagram);
      expect(shapeOf(diagram)).toEqual(publishedShape(model, spell));
      const written = new Set(diagram.claims.map(({ text }) => normal(text)));
      const owner = ownerNames(model, diagram, spell);
      const sentences = model.claims.flatMap(
        (claim) => sentenceOf(claim, spell, owner, HELD[model.id]) ?? [],
      );
      expect(sentences.filter((sentence) => !written.has(normal(sentence)))).toEqual([]);
    },
  );
});

function catalogued(model: PublishedModel): InfluenceDiagram {
  const file = files.find(({ slug }) => slug === PUBLISHED_MODELS[model.id]);
  if (file === undefined) throw new Error(`no file of the catalogue is about ${model.id}`);
  return diagramOf(file);
}

function speller(model: PublishedModel, diagram: InfluenceDiagram): (name: string) => string {
  return (name) =>
    catalogueName(model.id, name, (candidate) => diagram.idOf(candidate) !== undefined);
}

interface Shape {
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
  /** Decisions and utilities that belong to the same agent. */
  readonly owned: readonly string[];
}

function shapeOf(diagram: InfluenceDiagram): Shape {
  const name = (v: number): string => diagram.node(v).name;
  return {
    nodes: diagram.nodes.map((node) => `${node.kind} ${node.name}`).sort(),
    edges: diagram.graph
      .edges()
      .map(([a, b]) => `${name(a)} -> ${name(b)}`)
      .sort(),
    owned: diagram.agents
      .map((_, agent) =>
        diagram.nodes
          .filter(({ owners }) => owners.includes(agent))
          .map((node) => node.name)
          .sort()
          .join(" "),
      )
      .filter((names) => names !== "")
      .sort(),
  };
}

function publishedShape(model: PublishedModel, spell: (name: string) => string): Shape {
  const { nodes, edges } = model.model;
  const owned = new Map<string, string[]>();
  for (const node of nodes) {
    for (const agent of agentsOf(node))
      owned.set(agent, [...(owned.get(agent) ?? []), spell(node.id)]);
  }
  return {
    nodes: nodes.map(({ id, kind }) => `${kind} ${spell(id)}`).sort(),
    edges: edges.map(([a, b]) => `${spell(a)} -> ${spell(b)}`).sort(),
    owned: [...owned.values()].map((names) => names.sort().join(" ")).sort(),
  };
}

function agentsOf({ agent }: PublishedModel["model"]["nodes"][number]): string[] {
  if (agent === undefined) return [];
  return (Array.isArray(agent) ? agent : [agent]).map(String);
}

/** The catalogue's name of a published agent: the one who owns the same nodes. */
function ownerNames(
  model: PublishedModel,
  diagram: InfluenceDiagram,
  spell: (name: string) => string,
): (agent: string) => string {
  return (agent) => {
    const node = model.model.nodes.find((candidate) => agentsOf(candidate).includes(agent));
    const owner = diagram.nodes.find(({ name }) => name === spell(node?.id ?? ""))?.owners[0];
    return diagram.agents[owner ?? -1]?.name ?? agent;
  };
}

/** Without spaces, and with the members of innermost braces in order. */
function normal(sentence: string): string {
  return sentence
    .replaceAll(/\s+/g, "")
    .replaceAll(/\{([^{}]*)\}/g, (_, items: string) => `{${items.split(",").sort().join(",")}}`);
}
