/** Start, cancel, progress, and what became of a computation: the same for every part of a lab. */
import type { Lab } from "@cidery/core/lab";
import { Play, Square } from "lucide-react";
import type { ReactNode } from "react";
import { stopTask, type Task } from "./labStore.ts";

export function TaskBar({
  lab,
  name,
  task,
  stale,
  start,
  children,
  label,
  again,
}: {
  readonly lab: Lab;
  readonly name: string;
  readonly task: Task | undefined;
  readonly stale: boolean;
  readonly start: () => void;
  /** Fields that belong to the computation. */
  readonly children?: ReactNode;
  readonly label: string;
  readonly again: string;
}) {
  const running = task?.status === "running";
  return (
    <div className="lab-task" data-task={name} data-status={task?.status ?? "idle"}>
      <div className="lab-task-line">
        {running ? (
          <button type="button" className="button" onClick={() => stopTask(lab, name)}>
            <Square size={13} aria-hidden="true" /> Cancel
          </button>
        ) : (
          <button type="button" className="button primary" onClick={start}>
            <Play size={13} aria-hidden="true" /> {task === undefined ? label : again}
          </button>
        )}
        {children}
        {running && (
          <div className="progress">
            <progress
              aria-label={label}
              {...(task.fraction !== undefined && { value: task.fraction })}
            />
            <span>{task.progress === "" ? "Starting…" : task.progress}</span>
          </div>
        )}
      </div>
      <p role="status" className={task === undefined || running ? "visually-hidden" : "lab-said"}>
        {said(task)}
      </p>
      {task?.status === "failed" && (
        <p className="note bad" role="alert">
          {task.message}
          {task.hint !== "" && `: ${task.hint}`}
        </p>
      )}
      {stale && !running && task !== undefined && (
        <p className="note">
          Settings have changed since: what is shown is of the old ones.{" "}
          <button type="button" className="link-button" onClick={start}>
            {again}
          </button>
        </p>
      )}
    </div>
  );
}

function said(task: Task | undefined): string {
  if (task?.status === "done") return `Done in ${seconds(task.took)}.`;
  if (task?.status === "stopped") {
    return task.parts.length === 0
      ? "Cancelled before there were any results."
      : "Cancelled. The results up to then are shown.";
  }
  return "";
}

function seconds(milliseconds: number): string {
  return milliseconds < 100 ? "less than 0.1 s" : `${(milliseconds / 1000).toFixed(1)} s`;
}
