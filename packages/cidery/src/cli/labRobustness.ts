/** `cidery lab robustness`: in how much of its box each conclusion of a lab holds, and where it ends. */
import type { ConclusionRobustness, Lab } from "@cidery/core/lab";
import type { ExitCode } from "./terminal.ts";
import { initialSettings } from "@cidery/core/lab";
import { count, heading, number, wrapped } from "./print.ts";
import type { Spread } from "./taskPool.ts";
import { runShared } from "./taskPool.ts";
import { BadInput } from "./terminal.ts";

/** What `--json` writes. */
export interface RobustnessReport {
  readonly lab: string;
  readonly settings: number;
  readonly firstSeed: number;
  readonly conclusions: readonly ConclusionRobustness[];
  /** Not all settings were asked. */
  readonly stopped: boolean;
}

/** Which settings are drawn. */
interface Drawing {
  readonly settings: number;
  readonly firstSeed: number;
  readonly claim?: string;
}

export async function robustness(
  lab: Lab,
  drawing: Drawing,
  spread: Spread,
  deliver: (found: RobustnessReport) => boolean,
): Promise<ExitCode> {
  const { terminal } = spread;
  const known = lab.conclusions ?? [];
  if (known.length === 0)
    throw new BadInput(
      `${lab.id} lists no conclusions that could be checked at other settings`,
      "a lab lists them in `conclusions`",
    );
  if (drawing.claim !== undefined && !known.some(({ claim }) => claim === drawing.claim)) {
    const claims = known.flatMap(({ claim }) => (claim === undefined ? [] : [claim]));
    throw new BadInput(
      `no conclusion of ${lab.id} goes with the claim ${drawing.claim}`,
      `there are conclusions for ${[...new Set(claims)].join(", ")}`,
    );
  }
  const { conclusions: found, stopped } = await runShared(
    "labRobustness",
    { lab: lab.id, ...drawing },
    drawing.settings,
    spread,
  );
  const code = stopped ? 1 : 0;
  if (stopped) {
    const asked = Math.max(0, ...found.map((one) => one.asked));
    terminal.err(`stopped after ${asked} of ${count(drawing.settings, "setting")}\n`);
  }
  const { settings, firstSeed } = drawing;
  if (deliver({ lab: lab.id, settings, firstSeed, conclusions: found, stopped })) return code;
  const { paint } = terminal;
  terminal.out(heading(terminal, `${lab.title}: how far its conclusions carry`));
  for (const one of found) {
    const [low, high] = one.interval.map((share) => `${(100 * share).toFixed(0)} %`);
    terminal.out(wrapped(one.statement, terminal.columns));
    terminal.out(
      wrapped(
        `holds at ${one.held} of ${one.asked} settings of the declared box, so in ${low} … ${high} of it; ${one.here ? "holds" : "does not hold"} at the initial ones`,
        terminal.columns,
        2,
      ),
    );
    terminal.out(paint.dim(wrapped(nearestText(lab, one, stopped), terminal.columns, 2)));
  }
  return code;
}

function nearestText(lab: Lab, { nearest }: ConclusionRobustness, stopped: boolean): string {
  if (nearest === undefined) return "no setting was found at which it does not hold";
  const start = initialSettings(lab);
  const changes = nearest.changed.map(
    (name) =>
      `${name} ${number(nearest.settings[name] ?? 0)} (instead of ${number(start[name] ?? 0)})`,
  );
  return `nearest setting at which it does not${stopped ? ", as far as was looked" : ""}: ${changes.join(", ") || "the initial ones"}`;
}
