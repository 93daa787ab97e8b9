/**
 * What the page knows of a lab: settings, seed, and for everything that is computed what came of it,
 * under which settings. Kept while the page lives, so that a lab is found as it was left.
 */
import type { Lab, Settings } from "@cidery/core/lab";
import { initialSettings } from "@cidery/core/lab";
import { create, type StoreApi, type UseBoundStore } from "zustand";
import type { TaskInput } from "@cidery/core/tasks";
import { TaskClient } from "../worker/taskClient.ts";
import { FIRST_RUNS, FIRST_SEED, type LabLink } from "../state/labLink.ts";
import { type LabPart, type LabTaskKind, partOf } from "./labPart.ts";

export interface Task {
  readonly status: "running" | "done" | "stopped" | "failed";
  /** The settings it was asked under; others make it stale. */
  readonly key: string;
  readonly settings: Settings;
  readonly parts: readonly LabPart[];
  readonly progress: string;
  readonly fraction: number | undefined;
  /** Milliseconds, once it is done. */
  readonly took: number;
  readonly message: string;
  readonly hint: string;
}

export interface LabState extends LabLink {
  readonly tasks: Readonly<Record<string, Task>>;
}

export type LabStore = UseBoundStore<StoreApi<LabState>>;

interface Kept {
  readonly store: LabStore;
  readonly clients: Map<string, TaskClient>;
}

const kept = new Map<string, Kept>();

export function labStore(lab: Lab): LabStore {
  return keptOf(lab).store;
}

function keptOf(lab: Lab): Kept {
  const before = kept.get(lab.id);
  if (before !== undefined) return before;
  const store = create<LabState>(() => ({
    lab: lab.id,
    settings: initialSettings(lab),
    seed: FIRST_SEED,
    runs: FIRST_RUNS,
    full: false,
    tasks: {},
  }));
  const entry = { store, clients: new Map<string, TaskClient>() };
  kept.set(lab.id, entry);
  return entry;
}

/** What a link holds of a lab; to be compared shallowly. */
export function linkOf({ lab, settings, seed, runs, full }: LabState): LabLink {
  return { lab, settings, seed, runs, full };
}

/** What the outcome of a run depends on, as text. */
export function settingsKey({ settings, seed, full }: LabLink): string {
  return JSON.stringify([settings, seed, full]);
}

/**
 * Asks the worker; what the task had before is dropped, unless `add` says that it was asked under
 * the same settings and more of it is wanted.
 */
export function startTask<K extends LabTaskKind>(
  lab: Lab,
  name: string,
  key: string,
  { kind, input }: { readonly kind: K; readonly input: TaskInput<K> },
  add = false,
): void {
  const { store, clients } = keptOf(lab);
  const client = clients.get(name) ?? new TaskClient();
  clients.set(name, client);
  const before = store.getState().tasks[name];
  const started = performance.now();
  let parts: readonly LabPart[] = add && before?.key === key ? before.parts : [];
  let fresh: LabPart[] = [];
  let frame = 0;
  const put = (change: Partial<Task>): void => {
    parts = fresh.length === 0 ? parts : [...parts, ...fresh];
    fresh = [];
    const { tasks } = store.getState();
    const task = tasks[name];
    if (task !== undefined) {
      store.setState({ tasks: { ...tasks, [name]: { ...task, ...change, parts } } });
    }
  };
  const task: Task = {
    status: "running",
    key,
    settings: store.getState().settings,
    parts,
    progress: "",
    fraction: undefined,
    took: 0,
    message: "",
    hint: "",
  };
  store.setState({ tasks: { ...store.getState().tasks, [name]: task } });
  client.ask(kind, input, (event) => {
    const part = partOf(kind, event);
    if (part !== undefined) fresh.push(part);
    switch (event.kind) {
      case "partial":
        // Many come at once while training: they are drawn together.
        if (fresh.length === 1) frame = requestAnimationFrame(() => put({}));
        return;
      case "progress":
        put({ progress: event.stage, fraction: event.share });
        return;
      case "done":
        cancelAnimationFrame(frame);
        put({ status: "done", took: performance.now() - started });
        return;
      case "failed":
        cancelAnimationFrame(frame);
        put({ status: "failed", message: event.message, hint: event.hint ?? "" });
    }
  });
}

/** Ends a task; what it has reported stays. */
export function stopTask(lab: Lab, name: string): void {
  const { store, clients } = keptOf(lab);
  clients.get(name)?.stop();
  const { tasks } = store.getState();
  const task = tasks[name];
  if (task?.status === "running") {
    store.setState({ tasks: { ...tasks, [name]: { ...task, status: "stopped" } } });
  }
}

/** The page asks for these by itself, as soon as they are missing. */
const ASKED_BY_ITSELF: ReadonlySet<string> = new Set(["episodes", "first"]);

/**
 * Ends what is under way. What was cut short before there was anything to show is forgotten, so that the
 * page asks for it again when somebody returns.
 */
export function leaveLab(lab: Lab): void {
  const { store, clients } = keptOf(lab);
  for (const name of clients.keys()) {
    const { tasks } = store.getState();
    const task = tasks[name];
    const isCutShort = task?.status === "running";
    stopTask(lab, name);
    if (isCutShort && (ASKED_BY_ITSELF.has(name) || task.parts.length === 0)) {
      const { [name]: _, ...others } = tasks;
      store.setState({ tasks: others });
    }
  }
}
