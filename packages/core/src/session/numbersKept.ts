/**
 * Changes of structure that never refuse for the sake of numbers: arrows cut, nodes deleted, repairs
 * done, with what becomes of the numbers chosen by whoever asks. A plan says which arrows lead out of
 * mechanisms; for each choice there is the text after it, to be looked at before it is done.
 */
import type { TextEdit } from "../base/index.ts";
import type { InfluenceDiagram, Value } from "../model/index.ts";
import type { EditResult, SyntaxTree } from "../language/index.ts";
import type { SelectedEdge } from "./selection.ts";
import type { Session } from "./session.ts";
import type { TextAfter } from "./textAfter.ts";
import { declarationsIn, edits } from "../language/index.ts";
import { arrowsWithNumbers, type CutPlan } from "./cutPlan.ts";
import { chain, finish, type GestureResult, type Step, withDiagram } from "./gesture.ts";
import { textAfter } from "./textAfter.ts";
import { withoutPins } from "./pinnedPlaces.ts";
import { withoutObstacles } from "./withoutObstacles.ts";
import { arrowCalled, called } from "./called.ts";

/** What becomes of the numbers of the mechanisms that lose a parent. */
export type NumbersChoice =
  /** The mean over the parent's values: with these weights, by name of the parent, else uniform. */
  | { readonly kind: "average"; readonly weights?: ReadonlyMap<string, readonly number[]> }
  /** As if the parent always had this value. */
  | { readonly kind: "fix"; readonly values: ReadonlyMap<string, Value> }
  | { readonly kind: "forget" };

/** The text as it would be, or why not; nothing is done. Cost: the tables that change, one load. */
export function afterCut(session: Session, plan: CutPlan, choice: NumbersChoice): TextAfter {
  return textAfter(session, (now) => cutEdits(session, now, plan, choice));
}

/** Does it, as one step for undo. */
export function cutKeeping(session: Session, plan: CutPlan, choice: NumbersChoice): GestureResult {
  return withDiagram(session, (diagram, tree) =>
    finish(session, cutEdits(session, { diagram, tree }, plan, choice), cutLabel(diagram, plan)),
  );
}

/** `cut A → B, delete C`. */
export function cutLabel(
  diagram: InfluenceDiagram | undefined,
  { cut, add, remove }: CutPlan,
): string {
  const written = (links: readonly SelectedEdge[]): string =>
    links.map((link) => arrowCalled(diagram, link)).join(", ");
  return [
    ...(cut.length > 0 ? [`cut ${written(cut)}`] : []),
    ...(add.length > 0 ? [`add ${written(add)}`] : []),
    ...(remove.length > 0
      ? [`delete ${remove.map((name) => called(diagram, name)).join(", ")}`]
      : []),
  ].join(", ");
}

function cutEdits(
  session: Session,
  { diagram, tree }: { readonly diagram: InfluenceDiagram; readonly tree: SyntaxTree },
  plan: CutPlan,
  choice: NumbersChoice,
): EditResult {
  const { cut, add, remove } = plan;
  const copies = copiesOfOtherWorlds(diagram, tree);
  const ends = [...cut, ...add].flatMap(({ from, to }) => [from, to]);
  const named = copies.find((name) => ends.includes(name));
  if (named !== undefined) return edits.refused(aboutCopy(called(diagram, named)));
  const numbered = arrowsWithNumbers(diagram, plan);
  const isNumbered = (one: SelectedEdge): boolean =>
    numbered.some(({ from, to }) => from === one.from && to === one.to);
  const claims = withoutObstacles(tree, diagram, { mechanismsOf: [], claimsAbout: remove });
  const dropped: readonly TextEdit[] = claims?.edits ?? [];
  const gone = new Set(remove);
  const bare = cut.filter((one) => !isNumbered(one) && !gone.has(one.to) && !gone.has(one.from));
  const steps: Step[] = [
    () =>
      edits.together([
        edits.cutFromMechanisms(tree, diagram, numbered, keepingOf(diagram, choice)),
        edits.edited(dropped),
      ]),
    (draft) => edits.changeStructure(draft.tree, { disconnect: bare, connect: add, remove }),
    ({ text }) => edits.edited(withoutPins(text, remove)),
  ];
  if (numbered.length + bare.length + add.length + remove.length === 0)
    return edits.refused("there is no such arrow");
  const done = chain(session, tree, steps);
  if (!done.ok) return done;
  // A table that is written out may have a copy among its parents.
  const written = copies.find((name) => done.edits.some(({ newText }) => newText.includes(name)));
  return written === undefined ? done : edits.refused(aboutCopy(called(diagram, written)));
}

/** Variables that no text declares, because `under` makes them. */
function copiesOfOtherWorlds(diagram: InfluenceDiagram, tree: SyntaxTree): string[] {
  const { variables } = declarationsIn(tree);
  return diagram.nodes.flatMap(({ name, label = "" }) =>
    / under \(.*\)$/su.test(label) && !variables.has(name) ? [name] : [],
  );
}

function aboutCopy(name: string): string {
  return `${name} is a copy that \`under\` makes of a variable for another world: change the text where \`under\` stands`;
}

function keepingOf(
  diagram: InfluenceDiagram,
  choice: NumbersChoice,
): Parameters<typeof edits.cutFromMechanisms>[3] {
  if (choice.kind !== "average") return choice;
  const { weights } = choice;
  if (weights === undefined) return { kind: "average" };
  return {
    kind: "average",
    weights(parent) {
      const { name, domain } = diagram.node(parent);
      const size = domain?.kind === "finite" ? domain.values.length : 1;
      return weights.get(name) ?? Array.from({ length: size }, () => 1 / size);
    },
  };
}
