/** The lab worker: labs run here and nowhere else, so that the page never waits for them. */
import {
  checkLabClaim,
  type Lab,
  type LabContext,
  searchLabSettings,
  sweepPlaces,
} from "@cidery/core/lab";
import { LABS } from "cidery-labs";
import { labDiagram } from "./labDiagrams.ts";
import type { LabAnswer, LabPart, LabRequest } from "./labMessages.ts";

type Unaddressed<A> = A extends unknown ? Omit<A, "ticket"> : never;

self.onmessage = ({ data }: MessageEvent<LabRequest>) => {
  const { ticket } = data;
  const send = (answer: Unaddressed<LabAnswer>): void => self.postMessage({ ...answer, ticket });
  const give = (part: LabPart): void => send({ kind: "part", part });
  try {
    const lab = LABS.find(({ id }) => id === data.lab);
    if (lab === undefined) throw new RangeError(`there is no lab ${data.lab}`);
    let fraction = 0;
    let said = "";
    const context: LabContext = {
      seed: data.seed,
      effort: data.effort,
      diagram: (file) => labDiagram(lab.id, file),
      // The page cancels by ending the worker.
      signal: { aborted: false },
      onProgress: (text) => {
        if (text !== said) send({ kind: "progress", text, fraction });
        said = text;
      },
    };
    const step = (text: string, done: number, all: number): void => {
      fraction = done / all;
      context.onProgress(text);
    };
    answer(lab, data, context, give, step);
    send({ kind: "done" });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    send({ kind: "failed", message, hint: "settings and seed are kept; change one and try again" });
  }
};

function answer(
  lab: Lab,
  data: LabRequest,
  context: LabContext,
  give: (part: LabPart) => void,
  step: (text: string, done: number, all: number) => void,
): void {
  const { settings, seed } = data;
  switch (data.kind) {
    case "episodes":
      for (const [at, agent] of data.agents.entries()) {
        step(`${titleOf(lab, agent)}: planning or training`, at, data.agents.length);
        const episode = lab.episode?.(settings, context, agent);
        if (episode !== undefined) give({ kind: "episode", episode });
      }
      return;
    case "train":
      lab.train?.(settings, context, (point) => give({ kind: "point", point }));
      return;
    case "runs":
      for (let at = 0; at < data.runs; at++) {
        step(`seed ${seed + at}: ${at + 1} of ${data.runs}`, at, data.runs);
        const rows = lab.run(settings, { ...context, seed: seed + at });
        give({ kind: "run", run: { seed: seed + at, rows } });
      }
      return;
    case "sweep": {
      const sweep = lab.sweeps[data.sweep];
      if (sweep === undefined) throw new RangeError(`there is no sweep ${data.sweep + 1}`);
      const { parameter, against, agents } = sweep;
      const wanted = agents === undefined ? {} : { agents };
      const places = sweepPlaces(sweep, settings);
      for (const [at, { settings: here, ...place }] of places.entries()) {
        const other = against === undefined ? "" : `, ${against.parameter} = ${place.second}`;
        for (let run = 0; run < data.runs; run++) {
          const done = at * data.runs + run;
          step(`${parameter} = ${place.value}${other}`, done, places.length * data.runs);
          const rows = lab.run(here, { ...context, ...wanted, seed: seed + run });
          give({ kind: "sweep-point", point: { ...place, seed: seed + run, rows } });
        }
      }
      return;
    }
    case "search": {
      const { measure, agent } = data;
      give({
        kind: "settings",
        found: searchLabSettings(lab, measure, context, { agent, settings }),
      });
      return;
    }
    case "claims":
      for (const [at, id] of data.claims.entries()) {
        const claim = lab.claims.find((one) => one.id === id);
        if (claim === undefined) throw new RangeError(`there is no claim ${id}`);
        step(claim.id, at, data.claims.length);
        const { holds, measured, agree, asked } = checkLabClaim(claim, context, data.runs);
        give({ kind: "claim", found: { id, holds, measured, agree, asked } });
      }
  }
}

function titleOf(lab: Lab, agent: string): string {
  return lab.agents.find(({ id }) => id === agent)?.title ?? agent;
}
