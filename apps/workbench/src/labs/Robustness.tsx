/** In how much of the declared box each conclusion of a lab holds, and the nearest setting where it ends. */
import type { ConclusionRobustness, Lab } from "@cidery/core/lab";
import { useMemo } from "react";
import { partsOf } from "./labPart.ts";
import { labStore, startTask } from "./labStore.ts";
import { TaskBar } from "./TaskBar.tsx";
import { written } from "./write.ts";

const SETTINGS = 40;

export function Robustness({ lab }: { readonly lab: Lab }) {
  const task = labStore(lab)((state) => state.tasks["robustness"]);
  const found = useMemo(() => partsOf(task?.parts, "labRobustness"), [task?.parts]);
  if ((lab.conclusions ?? []).length === 0) return null;
  const start = (): void => {
    const input = { lab: lab.id, firstSeed: 1, settings: SETTINGS };
    startTask(lab, "robustness", "", { kind: "labRobustness", input });
  };
  return (
    <section aria-label="How far they carry">
      <h4>How far they carry</h4>
      <p className="faint">
        Each conclusion is asked at {SETTINGS} settings, drawn from all of the ranges above.
      </p>
      <TaskBar
        lab={lab}
        name="robustness"
        task={task}
        stale={false}
        start={start}
        label="Draw settings"
        again="Draw again"
      />
      <ul className="lab-claims">
        {found.map((one) => (
          <Carries key={one.id} lab={lab} one={one} />
        ))}
      </ul>
    </section>
  );
}

function Carries({ lab, one }: { readonly lab: Lab; readonly one: ConclusionRobustness }) {
  const [low, high] = one.interval.map((share) => `${(100 * share).toFixed(0)} %`);
  return (
    <li data-conclusion={one.id}>
      <div>
        <p>{one.statement}</p>
        <p className="lab-measured">
          Holds at {one.held} of {one.asked} settings, so in {low} … {high} of the box.{" "}
          {endsAt(lab, one)}
        </p>
      </div>
    </li>
  );
}

function endsAt(lab: Lab, { nearest }: ConclusionRobustness): string {
  if (nearest === undefined) return "No setting was found at which it does not.";
  const titles = new Map(lab.parameters.map(({ name, title }) => [name, title]));
  const changes = nearest.changed.map(
    (name) => `${titles.get(name) ?? name} ${written(nearest.settings[name] ?? 0)}`,
  );
  return changes.length === 0
    ? "It does not hold at the initial settings."
    : `Nearest setting at which it does not: ${changes.join(", ")}.`;
}
