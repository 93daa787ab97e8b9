/** What the badges on the diagram mean, under it; as exported pictures say it. */
import { CRITERIA } from "@cidery/core";
import { useMemo } from "react";
import { useBadges } from "../state/highlight.ts";
import { useUi } from "../state/ui.ts";
import { useScene } from "./scene.ts";

export function BadgeLegend() {
  const shown = useUi((state) => state.legend);
  const diagram = useScene(({ scene }) => scene?.diagram);
  const badges = useBadges(diagram);
  const kinds = useMemo(() => {
    const found = new Map([...badges.values()].flat().map(({ text, tone }) => [text, tone]));
    return CRITERIA.flatMap(({ badge, title, question }) => {
      const tone = found.get(badge);
      return tone === undefined ? [] : { badge, title, question, tone };
    });
  }, [badges]);
  if (!shown || kinds.length === 0) return null;
  return (
    <ul className="badge-legend" aria-label="What the badges mean">
      {kinds.map(({ badge, title, question, tone }) => (
        <li key={badge} title={question}>
          <span className="badge" data-tone={tone}>
            {badge}
          </span>
          {title.toLowerCase()}
        </li>
      ))}
    </ul>
  );
}
