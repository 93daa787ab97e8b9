/**
 * A candidate cut: pointing at it shows what it would do, a click does it. For the hand only: keys do the
 * same on the list of repairs, and an arrow is a picture, which may hold nothing that takes the focus.
 */
import { useStore } from "@xyflow/react";
import { changeLinks } from "@cidery/core/session";
import { useLayoutEffect, useRef, useState } from "react";
import { announce } from "../state/announce.ts";
import { session } from "../state/document.ts";
import { planCutting, preview } from "../worker/repairPreview.ts";
import { clearPlace } from "./clearPlace.ts";
import { useNodeTitle } from "../widgets/useNodeTitle.ts";

export function Scissors({
  from,
  to,
  path,
  at: [x, y],
}: {
  readonly from: string;
  readonly to: string;
  /** Of the arrow, as SVG writes it. */
  readonly path: string;
  readonly at: readonly (string | undefined)[];
}) {
  const [tail, head] = [useNodeTitle(from), useNodeTitle(to)];
  const own = useRef<SVGGElement>(null);
  const [place, setPlace] = useState(`${x} ${y}`);
  // Where a finger points, badges and scissors grow as the picture shrinks: then other places are free.
  const zoom = useStore((state) => Math.round(state.transform[2] * 20));
  useLayoutEffect(() => {
    if (own.current === null) return;
    const clear = clearPlace(own.current, path);
    setPlace(clear === undefined ? `${x} ${y}` : `${clear.x} ${clear.y}`);
  }, [path, x, y, zoom]);
  return (
    <g
      ref={own}
      className="scissors nopan"
      data-cut={`${from}→${to}`}
      transform={`translate(${place})`}
      onPointerEnter={() => preview(planCutting(from, to))}
      onPointerLeave={() => preview(undefined)}
      onClick={(event) => {
        event.stopPropagation();
        cutAlong(from, to);
      }}
    >
      <title>{`Cut the arrow from ${tail} to ${head}`}</title>
      <circle r="12" />
      <text dy="0.36em">✂</text>
    </g>
  );
}

function cutAlong(from: string, to: string): void {
  const plan = planCutting(from, to);
  preview(undefined);
  if (plan !== undefined) announce(changeLinks(session, plan));
}
