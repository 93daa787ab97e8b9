/** Badges while a repair is pointed at: those that go are marked, those that come are there already. */
import type { InfluenceDiagram } from "@cidery/core";
import type { NodeBadge } from "../state/highlight.ts";

type Badges = ReadonlyMap<number, readonly NodeBadge[]>;

/** Nodes are the same by name; `after` is undefined while nothing is pointed at. */
export function previewBadges(
  now: { readonly diagram: InfluenceDiagram | undefined; readonly badges: Badges },
  after: { readonly diagram: InfluenceDiagram | undefined; readonly badges: Badges },
): Badges {
  const { diagram } = now;
  if (diagram === undefined || after.diagram === undefined) return now.badges;
  const result = new Map<number, readonly NodeBadge[]>();
  for (const { id, name } of diagram.nodes) {
    const own = now.badges.get(id) ?? [];
    const later = after.badges.get(after.diagram.idOf(name) ?? -1) ?? [];
    const has = (badges: readonly NodeBadge[], text: string): boolean =>
      badges.some((one) => one.text === text);
    const kept = own.map(
      (one): NodeBadge => (has(later, one.text) ? one : { ...one, change: "goes" }),
    );
    const coming = later
      .filter(({ text }) => !has(own, text))
      .map((one): NodeBadge => ({ ...one, change: "comes" }));
    if (kept.length + coming.length > 0) result.set(id, [...kept, ...coming]);
  }
  return result;
}
