/** One way it may go under the rules on screen, event by event; what has happened is lit on the diagram. */
import { type InfluenceDiagram, showValue } from "@cidery/core";
import type { CourseStep } from "@cidery/core/solve";
import type { ShownAnalysis } from "@cidery/core/tasks";
import { useEffect, useState } from "react";
import { NOBODY_FOLLOWED, setUi } from "../../state/ui.ts";
import { percent, short } from "../../widgets/NodeBars.tsx";
import { useNumbers } from "../../worker/numbers.ts";
import { Failed } from "./Failed.tsx";

export function OneCourse({
  diagram,
  courses,
}: {
  readonly diagram: InfluenceDiagram;
  readonly courses: ShownAnalysis["courses"];
}) {
  const [seed, setSeed] = useState(1);
  const [at, setAt] = useState(0);
  const found = courses.kind === "found" ? courses.found : [];
  const course = found[(seed - 1) % Math.max(1, found.length)] ?? [];
  const happened = course.slice(0, at);
  useFollowed(diagram, happened);
  if (courses.kind === "failed")
    return (
      <section>
        <h3>One course of events</h3>
        <Failed {...courses} />
      </section>
    );
  if (course.length === 0) return null;
  return (
    <section className="one-course">
      <h3>One course of events</h3>
      <p className="faint">
        Drawn under the rules above, given what is observed and set. Seed {seed} of {found.length}.
      </p>
      <div className="actions">
        <button
          type="button"
          className="button small"
          disabled={at === 0}
          onClick={() => setAt(at - 1)}
        >
          Event before
        </button>
        <button
          type="button"
          className="button small"
          disabled={at >= course.length}
          onClick={() => setAt(at + 1)}
        >
          {at === 0 ? "First event" : "Next event"}
        </button>
        <button
          type="button"
          className="button small quiet"
          onClick={() => {
            setSeed((seed % found.length) + 1);
            setAt(0);
          }}
        >
          Another course
        </button>
      </div>
      <input
        type="range"
        aria-label="Event of the course"
        min={0}
        max={course.length}
        value={at}
        onChange={({ target }) => setAt(Number(target.value))}
      />
      <ol>
        {happened.map((step) => (
          <Event key={step.node} diagram={diagram} step={step} />
        ))}
      </ol>
      <p className="visually-hidden" role="status">
        {at === 0 ? "Nothing has happened yet." : `${at} of ${course.length} events.`}
      </p>
    </section>
  );
}

/** Lit while they are looked at, and no longer than this part is there. */
function useFollowed(diagram: InfluenceDiagram, happened: readonly CourseStep[]): void {
  const names = happened.map(({ node }) => diagram.node(node).name).join("\n");
  useEffect(() => {
    setUi({ followed: names === "" ? NOBODY_FOLLOWED : names.split("\n") });
    return () => setUi({ followed: NOBODY_FOLLOWED });
  }, [names]);
}

function Event({
  diagram,
  step,
}: {
  readonly diagram: InfluenceDiagram;
  readonly step: CourseStep;
}) {
  const { name, kind, domain } = diagram.node(step.node);
  const title = diagram.titleOf(step.node);
  const isObserved = useNumbers((state) => state.observed.has(name));
  const isSet = useNumbers((state) => state.forced.has(name));
  if (step.kind === "amount")
    return (
      <li>
        <b>{title}</b> pays <b>{short(step.amount)}</b>
      </li>
    );
  const value = domain?.kind === "finite" ? domain.values[step.position] : undefined;
  const sure = step.probability > 1 - 1e-12;
  const why = isSet
    ? "set"
    : isObserved
      ? "observed"
      : kind === "decision"
        ? sure
          ? "decided"
          : `decided, by chance ${percent(step.probability)}`
        : sure
          ? "follows"
          : percent(step.probability);
  return (
    <li>
      <b>{title}</b> = {value === undefined ? "?" : showValue(value)}{" "}
      <span className="faint">{why}</span>
    </li>
  );
}
