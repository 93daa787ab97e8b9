/** From unrolled declarations to nodes with owners, parents and mechanisms. */
import { checkpoint } from "../../base/index.ts";
import type { Domain, Expression, Instance, Mechanism, NodeKind } from "../../model/index.ts";

import type { ExpressionSyntax, VariableItem } from "../syntax/syntax.ts";
import type { Place } from "../messages.ts";
import type { ModelInProgress, Slot } from "./model.ts";
import type { ModelContext, ParentValues } from "./modelContext.ts";
import * as messages from "../messages.ts";
import { sameExpression } from "../print/sameExpression.ts";
import { MechanismBuilder } from "./expressions.ts";
import { inferDomain } from "./inferDomain.ts";
import { nodeListSlots, slotsOf } from "./references.ts";
import { placeIn } from "./source.ts";
import { readTable } from "./tables.ts";
import { ANY, describeKinds, kindsOf, NUMBER, type Typed } from "./typed.ts";

/** A node before the diagram is made. */
export interface BuiltNode {
  readonly id: number;
  readonly name: string;
  readonly label?: string;
  kind: NodeKind;
  readonly owners: readonly number[];
  domain?: Domain;
  parents: readonly number[];
  mechanism: Mechanism;
  readonly instance?: Instance;
  /** Where the variable is declared. */
  readonly place: Place;
  /** Where its mechanism is written. */
  readonly mechanismPlace: Place;
}

/** A formula that nothing is drawn in; a list of numbers says too little of what it may be. */
function isInferable({ item }: Slot): boolean {
  return (
    item.variableKind === "chance" &&
    item.domain === undefined &&
    item.mechanism?.sign === "=" &&
    item.mechanism.body.kind !== "list"
  );
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const NOBODY: readonly number[] = [];
const FIRST_AGENT: readonly number[] = [0];
const NOT_GIVEN: Mechanism = { kind: "unspecified" };
const TAKEN: Mechanism = { kind: "decision" };
const MOST_VARIANTS = 4;
/** Of variables of which each waits for the domain of the next. */
const DEEPEST_CHAIN = 300;

export class NodeBuilder {
  readonly #model: ModelInProgress;
  readonly #around: ModelContext;
  readonly #agentNames: readonly string[];
  readonly #agentIds: ReadonlyMap<string, number>;
  readonly #kinds = new WeakMap<Domain, number>();
  /** Expressions already built for a declaration; instances share them when they are equal. */
  readonly #variants = new Map<VariableItem, Expression[]>();
  readonly #declarationPlaces = new Map<
    VariableItem,
    { readonly place: Place; readonly mechanismPlace: Place }
  >();
  /** Variables whose domain is being worked out, or was tried: a circle ends here. */
  readonly #inferring = new Set<Slot>();
  /** Those of them that wait for the domains of their parents. */
  readonly #open = new Set<Slot>();
  #depth = 0;
  /** What was read on the way, so that nothing is read, or found fault with, twice. */
  readonly #inferred = new Map<Slot, { readonly typed: Typed; readonly parents: number[] }>();
  readonly #links = new Map<Slot, { readonly add: Slot[]; readonly remove: Slot[] }>();

  constructor(model: ModelInProgress, agentNames: readonly string[], world: ModelContext["world"]) {
    this.#model = model;
    this.#agentNames = agentNames;
    this.#agentIds = new Map(agentNames.map((name, id) => [name, id]));
    this.#around = { model, valuesOf: (id) => this.#valuesOf(id), world };
    this.#readLinks();
  }

  build(slot: Slot): BuiltNode {
    checkpoint();
    const { item } = slot;
    const owners = this.#owners(slot);
    const { parents, mechanism } = this.#mechanism(slot);
    const { place, mechanismPlace } = this.#places(slot);
    // Assigned one by one: a large model has many nodes, and spreading objects is slow.
    const node: Mutable<BuiltNode> = {
      id: slot.id,
      name: slot.name,
      kind: item.variableKind,
      owners,
      parents,
      mechanism,
      place,
      mechanismPlace,
    };
    if (item.label !== undefined) node.label = item.label.value;
    if (slot.domain !== undefined) node.domain = slot.domain;
    if (slot.indices.length > 0) node.instance = { template: slot.template, indices: slot.indices };
    return node;
  }

  /** Instances of one declaration share their places. */
  #places({ item, source }: Slot): { readonly place: Place; readonly mechanismPlace: Place } {
    let places = this.#declarationPlaces.get(item);
    if (places === undefined) {
      places = {
        place: placeIn(source, item.nameRange),
        mechanismPlace: placeIn(source, item.mechanism?.body.range ?? item.nameRange),
      };
      this.#declarationPlaces.set(item, places);
    }
    return places;
  }

  // ---- owners -----------------------------------------------------------------------------

  #owners(slot: Slot): readonly number[] {
    const { item, source } = slot;
    const { reporter } = this.#model;
    if (item.variableKind === "chance") {
      const [first] = item.owners;
      if (first !== undefined)
        reporter.add(messages.ownerOfChance(slot.name, placeIn(source, first.range)));
      return NOBODY;
    }
    if (item.variableKind === "decision" && item.owners.length > 1) {
      reporter.add(
        messages.tooManyOwners(
          slot.name,
          placeIn(source, (item.owners[1] as { range: Place["range"] }).range),
        ),
      );
    }
    const names = this.#agentNames;
    if (item.owners.length === 0) {
      if (names.length > 1)
        reporter.add(
          messages.missingOwner(
            item.variableKind,
            slot.name,
            names,
            placeIn(source, item.nameRange),
          ),
        );
      return FIRST_AGENT;
    }
    const owners = new Set<number>();
    for (const { text, range } of item.owners) {
      const id = this.#agentIds.get(text);
      if (id !== undefined) owners.add(id);
      else if (!this.#model.broken.has(text)) {
        const declared = [...this.#model.agents.keys()];
        reporter.add(
          messages.unknownAgent(
            text,
            reporter.nearest(text, () => names),
            declared,
            placeIn(source, range),
          ),
        );
      }
    }
    return [...owners];
  }

  // ---- links ------------------------------------------------------------------------------

  #readLinks(): void {
    for (const { item, source, scope } of this.#model.links) {
      const from = slotsOf(this.#model, item.from, scope, source);
      const to = slotsOf(this.#model, item.to, scope, source);
      for (const target of to ?? []) {
        if (target.item.mechanism !== undefined) {
          this.#model.reporter.add(
            messages.linkIntoMechanism(target.name, item.action, placeIn(source, item.to.range)),
          );
          continue;
        }
        const edits = this.#links.get(target) ?? { add: [], remove: [] };
        this.#links.set(target, edits);
        if (item.action === "remove")
          this.#checkLinkExists(target, from ?? [], placeIn(source, item.range));
        edits[item.action].push(...(from ?? []));
      }
    }
  }

  #checkLinkExists(target: Slot, from: readonly Slot[], place: Place): void {
    const list = target.item.sees ?? target.item.from;
    const present =
      list === undefined ? [] : nodeListSlots(this.#model, list, target.scope, target.source);
    const added = this.#links.get(target)?.add ?? [];
    for (const slot of from) {
      if (!present.includes(slot) && !added.includes(slot)) {
        this.#model.reporter.add(messages.noSuchLink(slot.name, target.name, place));
      }
    }
  }

  #withLinks(slot: Slot, parents: readonly Slot[]): number[] {
    const edits = this.#links.get(slot);
    if (edits === undefined) return parents.map((p) => p.id);
    const result = new Set([...parents, ...edits.add]);
    for (const removed of edits.remove) result.delete(removed);
    return [...result].map((p) => p.id);
  }

  // ---- mechanisms -------------------------------------------------------------------------

  #valuesOf(id: number): ParentValues | undefined {
    const slot = this.#model.slots[id];
    return slot === undefined ? this.#worldValues(id) : this.#slotValues(slot);
  }

  #worldTargets = new Map<number, Slot>();

  /** Tells which variable the node of another world is a copy of. */
  noteWorld(id: number, target: Slot): void {
    this.#worldTargets.set(id, target);
  }

  #worldValues(id: number): ParentValues | undefined {
    const target = this.#worldTargets.get(id);
    return target === undefined ? undefined : this.#slotValues(target);
  }

  /** Gives deterministic variables without a written domain theirs; whoever asks for one before gets it. */
  inferDomains(): void {
    for (const slot of this.#model.slots) this.#infer(slot);
  }

  #infer(slot: Slot): void {
    if (!isInferable(slot) || slot.domain !== undefined || this.#inferring.has(slot)) return;
    const { item, source } = slot;
    const { mechanism } = item;
    if (mechanism === undefined) return;
    this.#inferring.add(slot);
    if (this.#depth >= DEEPEST_CHAIN) {
      const why = "a long chain is declared backwards before it";
      const place = placeIn(source, item.nameRange);
      this.#model.reporter.add(messages.unknownDomain(slot.name, why, place));
      return;
    }
    this.#depth++;
    this.#inferFrom(slot, mechanism.body);
    this.#depth--;
    this.#open.delete(slot);
  }

  #inferFrom(slot: Slot, body: ExpressionSyntax): void {
    const { item, source } = slot;
    this.#open.add(slot);
    const from =
      item.from === undefined
        ? undefined
        : nodeListSlots(this.#model, item.from, slot.scope, source);
    const builder = new MechanismBuilder(
      this.#around,
      slot,
      from?.map((p) => p.id),
      item.from === undefined ? undefined : placeIn(source, item.from.range),
    );
    const typed = builder.build(body);
    if (typed === undefined) return;
    const { parents } = builder;
    // A circle is found once all mechanisms are read.
    const { slots } = this.#model;
    if (parents.some((id) => slots[id] !== undefined && this.#isInCircle(slots[id]))) {
      this.#inferred.set(slot, { typed, parents });
      return;
    }
    const inferred = inferDomain(
      typed,
      parents.map(
        (id) => this.#valuesOf(id) ?? { name: this.#model.slots[id]?.name ?? "a parent" },
      ),
      this.#model.limits.maxRows,
    );
    const { reporter } = this.#model;
    if (inferred.kind === "domain") {
      slot.domain = inferred.domain;
      this.#inferred.set(slot, { typed, parents });
    } else if (inferred.kind === "unknown")
      reporter.add(
        messages.unknownDomain(slot.name, inferred.why, placeIn(source, item.nameRange)),
      );
    else
      reporter.add(
        messages.badMechanism(
          inferred.code,
          `${slot.name}: ${inferred.message}`,
          placeIn(source, body.range),
        ),
      );
  }

  /** It waits for itself, or for what does. */
  #isInCircle(slot: Slot): boolean {
    return this.#open.has(slot) || (this.#inferred.has(slot) && slot.domain === undefined);
  }

  #slotValues(slot: Slot): ParentValues | undefined {
    this.#infer(slot);
    const { domain } = slot;
    if (domain === undefined) {
      if (this.#isInCircle(slot)) return { name: slot.name, kinds: ANY };
      return slot.item.variableKind === "utility" ? { name: slot.name, kinds: NUMBER } : undefined;
    }
    let kinds = this.#kinds.get(domain);
    if (kinds === undefined) {
      kinds = domain.kind === "real" ? NUMBER : kindsOf(domain.values);
      this.#kinds.set(domain, kinds);
    }
    return domain.kind === "finite"
      ? { name: slot.name, kinds, domain }
      : { name: slot.name, kinds };
  }

  #mechanism(slot: Slot): { parents: readonly number[]; mechanism: Mechanism } {
    const { item, source } = slot;
    if (item.variableKind === "decision") {
      const seen =
        item.sees === undefined ? [] : nodeListSlots(this.#model, item.sees, slot.scope, source);
      return { parents: this.#withLinks(slot, seen), mechanism: TAKEN };
    }
    const from =
      item.from === undefined
        ? undefined
        : nodeListSlots(this.#model, item.from, slot.scope, source);
    if (item.mechanism === undefined)
      return { parents: this.#withLinks(slot, from ?? []), mechanism: NOT_GIVEN };
    const fixedPlace = item.from === undefined ? undefined : placeIn(source, item.from.range);
    const failed = { parents: (from ?? []).map((p) => p.id), mechanism: NOT_GIVEN };
    const known = this.#inferred.get(slot);
    if (known !== undefined) {
      const body = this.#shared(item, known.typed.expression);
      const mechanism: Mechanism = { kind: "expression", stochastic: false, body };
      return { parents: known.parents, mechanism };
    }
    if (item.variableKind === "chance" && slot.domain === undefined) {
      // Why it could not be inferred has been said.
      if (item.domain === undefined && !isInferable(slot)) {
        this.#model.reporter.add(
          messages.missingDomain("chance", slot.name, placeIn(source, item.nameRange)),
        );
      }
      return failed;
    }
    const builder = new MechanismBuilder(
      this.#around,
      slot,
      from?.map((p) => p.id),
      fixedPlace,
    );
    if (item.mechanism.body.kind === "list") {
      const table = readTable(this.#model, slot, item.mechanism.body, from ?? [], builder);
      return table === undefined ? failed : { parents: builder.parents, mechanism: table };
    }
    const typed = builder.build(item.mechanism.body);
    if (typed === undefined) return failed;
    const stochastic = item.mechanism.sign === "~";
    const place = placeIn(source, item.mechanism.body.range);
    if (!stochastic && typed.random) {
      this.#model.reporter.add(messages.distributionAsValue("this", place));
      return failed;
    }
    const wanted =
      item.variableKind === "utility" ? NUMBER : (this.#slotValues(slot)?.kinds ?? NUMBER);
    if (!typed.random && (typed.kinds & wanted) === 0) {
      this.#model.reporter.add(
        messages.typeMismatch(describeKinds(wanted), describeKinds(typed.kinds), place),
      );
      return failed;
    }
    const body = this.#shared(item, typed.expression);
    return { parents: builder.parents, mechanism: { kind: "expression", stochastic, body } };
  }

  #shared(item: VariableItem, expression: Expression): Expression {
    const variants = this.#variants.get(item);
    if (variants === undefined) {
      this.#variants.set(item, [expression]);
      return expression;
    }
    const known = variants.find((variant) => sameExpression(variant, expression));
    if (known !== undefined) return known;
    if (variants.length >= MOST_VARIANTS) variants.shift();
    variants.push(expression);
    return expression;
  }
}
