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
        Each conclusion is asked at {SETTINGS} settings, drawn from all of the ranges; what comes of
        it stands beside its claim.
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
        {found
          .filter(({ claim }) => claim === undefined)
          .map((one) => (
            <li key={one.id}>
              <Carries lab={lab} one={one} />
            </li>
          ))}
      </ul>
    </section>
  );
}

/** In how much of the box a conclusion holds; beside the claim it goes with. */
export function Carries({ lab, one }: { readonly lab: Lab; readonly one: ConclusionRobustness }) {
  const [low, high] = one.interval.map((share) => `${(100 * share).toFixed(0)} %`);
  return (
    <p className="lab-control" data-conclusion={one.id}>
      <b>At other settings:</b> “{one.statement}” holds at {one.held} of {one.asked}, so in {low} …{" "}
      {high} of the box. {endsAt(lab, one)}
    </p>
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
