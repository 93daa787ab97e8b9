/**
 * Other worlds: `Y under (D = d)` is Y where D was forced, with all other noise shared (the twin
 * network of Balke & Pearl 1994). Variables between D and Y are copied; everything else is shared.
 * A deterministic copy shares its noise by construction. A stochastic variable is first split into
 * one independent noise variable per parent configuration and a deterministic choice among them,
 * which is an assumption and is reported as such.
 */
import type { Expression, FiniteDomain, Mechanism, Value } from "../../model/index.ts";
import type { Place } from "../messages.ts";
import type { BuiltNode } from "./build.ts";
import type { ModelInProgress, Slot } from "./model.ts";
import { showValue } from "../../model/index.ts";
import * as messages from "../messages.ts";
import { substitute } from "./substitute.ts";
import { isSlot } from "./worldReference.ts";

const MOST_NOISE = 256;

type Forced = readonly (readonly [Slot, Value | Slot])[];

interface Request {
  readonly id: number;
  readonly target: Slot;
  readonly forced: Forced;
  readonly place: Place;
  state: "new" | "active" | "done";
}

interface TwinWorld {
  /** What replaces a node here: its copy, or the value it is forced to. */
  readonly copies: Map<number, number | { readonly value: Value }>;
  readonly forced: Forced;
  readonly suffix: string;
}

export class TwinWorlds {
  readonly #model: ModelInProgress;
  readonly #nodes: BuiltNode[];
  readonly #requests = new Map<string, Request>();
  readonly #byId = new Map<number, Request>();
  readonly #worlds = new Map<string, TwinWorld>();
  readonly #split = new Set<number>();
  readonly #names: Set<string>;
  #nextId: number;

  /** @param nodes the model's nodes, filled in by the caller before `resolve`, extended by it */
  constructor(model: ModelInProgress, nodes: BuiltNode[]) {
    this.#model = model;
    this.#nodes = nodes;
    this.#nextId = model.slots.length;
    this.#names = new Set([
      ...model.slots.map((s) => s.name),
      ...model.templates.keys(),
      ...model.params.keys(),
      ...model.labels.keys(),
    ]);
  }

  /** The node of `target` in the world where `forced` holds; its mechanism comes with `resolve`. */
  request(target: Slot, forced: Forced, place: Place): number {
    const sorted = [...forced].sort(([a], [b]) => a.id - b.id);
    const key = `${target.id} ${worldKey(sorted)}`;
    const known = this.#requests.get(key);
    if (known !== undefined) return known.id;
    const request: Request = { id: this.#nextId++, target, forced: sorted, place, state: "new" };
    this.#requests.set(key, request);
    this.#byId.set(request.id, request);
    return request.id;
  }

  get isEmpty(): boolean {
    return this.#requests.size === 0;
  }

  /** Adds the copies. @param domainOf the finite domain of a node, computed when it must be */
  resolve(domainOf: (id: number) => FiniteDomain | undefined): void {
    for (const request of this.#requests.values()) {
      const world = this.#world(request.forced);
      const { target, place } = request;
      this.#nodes[request.id] = {
        id: request.id,
        name: this.#freshName(`${safe(target.name)}_under_${world.suffix}`),
        label: `${target.name} under (${describe(request.forced)})`,
        kind: "chance",
        owners: [],
        parents: [],
        mechanism: { kind: "unspecified" },
        place,
        mechanismPlace: place,
      };
    }
    for (const request of this.#requests.values()) this.#resolve(request, domainOf);
  }

  #world(forced: Forced): TwinWorld {
    const key = worldKey(forced);
    let world = this.#worlds.get(key);
    if (world === undefined) {
      const copies = new Map<number, number | { readonly value: Value }>();
      for (const [slot, value] of forced) copies.set(slot.id, isSlot(value) ? value.id : { value });
      const suffix = forced
        .map(
          ([slot, value]) =>
            `${safe(slot.name)}_${isSlot(value) ? safe(value.name) : safe(showValue(value))}`,
        )
        .join("_");
      world = { copies, forced, suffix };
      this.#worlds.set(key, world);
    }
    return world;
  }

  #resolve(request: Request, domainOf: (id: number) => FiniteDomain | undefined): void {
    if (request.state !== "new") return;
    request.state = "active";
    const world = this.#world(request.forced);
    const between = this.#between(request, world, domainOf);
    const { id: targetId } = request.target;
    for (const id of between) {
      if (!this.#copy(id, request, world, domainOf)) return;
    }
    const node = this.#nodes[request.id] as BuiltNode;
    const original = this.#nodes[targetId] as BuiltNode;
    const domain = original.domain ?? domainOf(targetId);
    if (domain !== undefined) node.domain = domain;
    const copy = world.copies.get(targetId) ?? targetId;
    if (typeof copy !== "number") {
      node.mechanism = {
        kind: "expression",
        stochastic: false,
        body: { kind: "literal", value: copy.value },
      };
    } else if (copy !== request.id) {
      // Not affected by what is forced, or copied before: simply the same.
      node.parents = [copy];
      node.mechanism =
        original.mechanism.kind === "unspecified"
          ? { kind: "unspecified" }
          : { kind: "expression", stochastic: false, body: { kind: "parent", position: 0 } };
    }
    request.state = "done";
  }

  /** Ancestors of the target (itself included) that depend on something forced, parents first. */
  #between(
    request: Request,
    world: TwinWorld,
    domainOf: (id: number) => FiniteDomain | undefined,
  ): number[] {
    const affected = new Map<number, boolean>();
    for (const [slot] of world.forced) affected.set(slot.id, true);
    const order: number[] = [];
    const stack: [number, number][] = [[request.target.id, 0]];
    const entered = new Set<number>([request.target.id]);
    while (stack.length > 0) {
      const top = stack[stack.length - 1] as [number, number];
      const [id, next] = top;
      if (affected.has(id)) {
        stack.pop();
        continue;
      }
      const placeholder = this.#byId.get(id);
      if (placeholder !== undefined) this.#resolve(placeholder, domainOf);
      const parents = this.#nodes[id]?.parents ?? [];
      const parent = parents[next];
      if (parent === undefined) {
        const isAffected = parents.some((p) => affected.get(p) === true);
        affected.set(id, isAffected);
        if (isAffected) order.push(id);
        stack.pop();
      } else {
        top[1]++;
        // A node met again while it is still open lies on a cycle, which is reported elsewhere.
        if (!entered.has(parent)) {
          entered.add(parent);
          stack.push([parent, 0]);
        }
      }
    }
    return order;
  }

  #copy(
    id: number,
    request: Request,
    world: TwinWorld,
    domainOf: (id: number) => FiniteDomain | undefined,
  ): boolean {
    if (world.copies.has(id)) return true;
    const original = this.#nodes[id] as BuiltNode;
    if (original.kind === "decision") {
      this.#model.reporter.add(
        messages.decisionBetweenWorlds(original.name, request.target.name, request.place),
      );
      return false;
    }
    if (!this.#shareNoise(original, request.place, domainOf)) return false;
    const substitutes = original.parents.map((p) => world.copies.get(p) ?? p);
    const { parents, mechanism } = substitute(
      original.mechanism,
      substitutes,
      original.parents.map((p) => this.#sizes(p, domainOf)),
      original.domain,
    );
    if (id === request.target.id) {
      const node = this.#nodes[request.id] as BuiltNode;
      node.parents = parents;
      node.mechanism = mechanism;
      world.copies.set(id, request.id);
      return true;
    }
    const domain = original.domain ?? domainOf(original.id);
    const copy = this.#add({
      name: this.#freshName(`${safe(original.name)}_under_${world.suffix}`),
      label: `${original.name} under (${describe(world.forced)})`,
      ...(domain === undefined ? {} : { domain }),
      parents,
      mechanism,
      place: request.place,
    });
    world.copies.set(id, copy);
    return true;
  }

  #sizes(id: number, domainOf: (id: number) => FiniteDomain | undefined): readonly Value[] {
    return domainOf(id)?.values ?? [];
  }

  /** Makes the noise of a stochastic variable explicit, once. */
  #shareNoise(
    node: BuiltNode,
    place: Place,
    domainOf: (id: number) => FiniteDomain | undefined,
  ): boolean {
    const { mechanism } = node;
    if (this.#split.has(node.id) || mechanism.kind === "decision") return true;
    if (mechanism.kind === "unspecified") {
      if (node.kind === "utility") return true;
      this.#split.add(node.id);
      const noise = this.#add({
        name: this.#freshName(`${safe(node.name)}_noise`),
        label: `noise of ${node.name}`,
        parents: [],
        mechanism: { kind: "unspecified" },
        place,
      });
      node.parents = [...node.parents, noise];
      return true;
    }
    if (!mechanism.stochastic) return true;
    this.#split.add(node.id);
    const domains = node.parents.map((p) => domainOf(p));
    const count = domains.reduce(
      (product, d) => product * (d?.values.length ?? Number.POSITIVE_INFINITY),
      1,
    );
    if (!(count <= MOST_NOISE)) {
      this.#model.reporter.add(messages.tooMuchNoise(node.name, count, MOST_NOISE, place));
      return false;
    }
    let configurations: Value[][] = [[]];
    for (const domain of domains)
      configurations = configurations.flatMap((c) =>
        (domain as FiniteDomain).values.map((v) => [...c, v]),
      );
    const values = domains.map((d) => (d as FiniteDomain).values);
    const cases = configurations.map((configuration, i) => {
      const fixed = substitute(
        mechanism,
        configuration.map((value) => ({ value })),
        values,
        node.domain,
      );
      const shown = configuration
        .map(
          (v, p) =>
            `${(this.#nodes[node.parents[p] as number] as BuiltNode).name} = ${showValue(v)}`,
        )
        .join(", ");
      const noise = this.#add({
        name: this.#freshName(`${safe(node.name)}_noise_${i + 1}`),
        label: `noise of ${node.name} when ${shown}`,
        ...(node.domain === undefined ? {} : { domain: node.domain }),
        parents: [],
        mechanism: fixed.mechanism,
        place,
      });
      return { noise, configuration };
    });
    this.#model.reporter.add(messages.assumedIndependentNoise(node.name, count, place));
    const old = node.parents;
    const first = old.length;
    const positions = old.map((_, position): Expression => ({ kind: "parent", position }));
    const [only] = positions;
    node.parents = [...old, ...cases.map((c) => c.noise)];
    node.mechanism = {
      kind: "expression",
      stochastic: false,
      body: {
        kind: "match",
        subject:
          positions.length === 1 && only !== undefined ? only : { kind: "tuple", items: positions },
        cases: cases.map(({ configuration }, i) => ({
          patterns: [
            {
              kind: "value",
              value: configuration.length === 1 ? (configuration[0] as Value) : configuration,
            },
          ],
          body: { kind: "parent", position: first + i },
        })),
      },
    };
    return true;
  }

  #add(node: {
    name: string;
    label: string;
    domain?: BuiltNode["domain"];
    parents: readonly number[];
    mechanism: Mechanism;
    place: Place;
  }): number {
    const id = this.#nodes.length;
    const { domain, ...rest } = node;
    this.#nodes.push({
      id,
      ...rest,
      ...(domain === undefined ? {} : { domain }),
      kind: "chance",
      owners: [],
      mechanismPlace: node.place,
    });
    return id;
  }

  #freshName(wanted: string): string {
    let name = wanted;
    for (let i = 2; this.#names.has(name); i++) name = `${wanted}_${i}`;
    this.#names.add(name);
    return name;
  }
}

function worldKey(forced: Forced): string {
  return forced
    .map(([slot, value]) => `${slot.id}=${isSlot(value) ? `#${value.id}` : JSON.stringify(value)}`)
    .join(" ");
}

function describe(forced: Forced): string {
  return forced
    .map(([slot, value]) => `${slot.name} = ${isSlot(value) ? value.name : showValue(value)}`)
    .join(", ");
}

/** A name's letters and digits, everything else as single underscores. */
function safe(name: string): string {
  return name
    .replace(/^-(?=\d)/u, "minus_")
    .replace(/[^\p{L}\p{N}_]+/gu, "_")
    .replace(/_+$/u, "");
}
