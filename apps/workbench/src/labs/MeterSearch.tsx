/** Where the graph admits and the meter reads 0: a search for settings at which it reads something. */
import type { Lab, LabSettingsFound } from "@cidery/core/lab";
import { labStore, settingsKey, startTask } from "./labStore.ts";
import { TaskBar } from "./TaskBar.tsx";
import { agentTitle, measureNamed, written } from "./write.ts";

export function MeterSearch({
  lab,
  measure,
  agent,
}: {
  readonly lab: Lab;
  readonly measure: string;
  readonly agent: string;
}) {
  const store = labStore(lab);
  const name = `search-${measure}-${agent}`;
  const task = store((state) => state.tasks[name]);
  const key = store(settingsKey);
  const part = task?.parts.at(-1);
  const start = (): void => {
    const { settings, seed, full } = store.getState();
    const effort = full ? "full" : "quick";
    const input = { lab: lab.id, settings, seed, effort, measure, agent } as const;
    startTask(lab, name, settingsKey(store.getState()), { kind: "labSettings", input });
  };
  return (
    <div className="lab-search">
      <TaskBar
        lab={lab}
        name={name}
        task={task}
        stale={task !== undefined && task.key !== key}
        start={start}
        label="Search for settings where it is not zero"
        again="Search again"
      />
      {part?.kind === "labSettings" && (
        <p className="lab-found">
          <Found lab={lab} measure={measure} found={part.part} />
        </p>
      )}
    </div>
  );
}

function Found({
  lab,
  measure,
  found,
}: {
  readonly lab: Lab;
  readonly measure: string;
  readonly found: LabSettingsFound;
}) {
  const { unit } = measureNamed(lab, measure);
  if (found.kind === "here") {
    return `With this seed it reads ${written(found.value)} ${unit} already.`;
  }
  if (found.kind === "not-found") {
    return `Nothing within the ranges in ${found.tries} tries, which proves nothing.`;
  }
  const { settings, changed, agent, value, tries } = found;
  return (
    <>
      At{" "}
      {changed.map((name, index) => (
        <span key={name}>
          {index > 0 && ", "}
          <code>
            {name} = {written(settings[name] ?? 0)}
          </code>
        </span>
      ))}{" "}
      it reads{" "}
      <b>
        {written(value)} {unit}
      </b>{" "}
      ({agentTitle(lab, agent)}; found after {tries} tries).{" "}
      <button
        type="button"
        className="link-button"
        onClick={() => labStore(lab).setState({ settings })}
      >
        Use these settings
      </button>
    </>
  );
}
