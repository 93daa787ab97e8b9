/** The strategy as a picture that can be looked at whole, and saved: as SVG, as JSON, as rows for a table. */
import type { NamedStrategy } from "@cidery/core/charts";
import { elbow, PRINTED, strategyCsv, strategyDrawing, strategySvg } from "@cidery/core/charts";
import { download, fileName } from "../../documents/files.ts";
import { toast } from "../../state/ui.ts";
import { Dialog } from "../../widgets/Dialog.tsx";

const FILES = [
  ["svg", "SVG", "image/svg+xml", (root: NamedStrategy) => strategySvg(root, PRINTED)],
  [
    "json",
    "JSON",
    "application/json",
    (root: NamedStrategy) => `${JSON.stringify(root, null, 2)}\n`,
  ],
  ["csv", "CSV", "text/csv", strategyCsv],
] as const;

export function StrategyPicture({
  root,
  named,
  close,
}: {
  /** With nodes called as on the diagram. */
  readonly root: NamedStrategy;
  /** With their names, for files that programs read. */
  readonly named: NamedStrategy;
  readonly close: () => void;
}) {
  return (
    <Dialog title="The strategy" close={close} className="strategy-dialog">
      <div
        className="strategy-scroll"
        tabIndex={0}
        role="region"
        aria-label="Picture of the strategy"
      >
        <Drawing root={root} />
      </div>
      <p className="faint">Squares decide, circles see, triangles end; thick lines are chosen.</p>
      <p className="actions">
        {FILES.map(([ending, title, type, write]) => (
          <button
            key={ending}
            type="button"
            className="button"
            onClick={() => {
              const name = fileName(`strategy.${ending}`);
              download(name, write(ending === "svg" ? root : named), type);
              toast(`Saved ${name}`);
            }}
          >
            Save as {title}
          </button>
        ))}
      </p>
    </Dialog>
  );
}

const HALF = 9;

function Drawing({ root }: { readonly root: NamedStrategy }) {
  const { width, height, nodes, lines } = strategyDrawing(root);
  return (
    <svg
      className="strategy-picture"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`The strategy as a tree with ${nodes.filter(({ kind }) => kind === "end").length} ends; the list beside says the same`}
    >
      {lines.map(({ from, to, chosen, title, share }) => {
        const [bend, end] = elbow(from, to);
        return (
          <g key={`${from.join()} ${to.join()}`}>
            <path
              className={chosen ? "line chosen" : "line"}
              d={`M${from.join(" ")} L${bend} ${to[1]} L${end} ${to[1]}`}
            />
            <text x={bend + 4} y={to[1] - 5}>
              {title}
            </text>
            <text className="share" x={bend + 4} y={to[1] + 13}>
              {share}
            </text>
          </g>
        );
      })}
      {nodes.map(({ kind, x, y, value, title }) => (
        <g key={`${x} ${y}`}>
          {kind === "decision" && (
            <rect x={x - HALF} y={y - HALF} width={2 * HALF} height={2 * HALF} />
          )}
          {kind === "observation" && <circle cx={x} cy={y} r={HALF} />}
          {kind === "end" ? (
            <>
              <path className="end" d={`M${x - 7} ${y} l12 -7 v14 z`} />
              <text className="title" x={x + 10} y={y + 4}>
                {value}
              </text>
            </>
          ) : (
            <>
              <text className="title" x={x - HALF} y={y - HALF - 5}>
                {title}
              </text>
              <text x={x - HALF} y={y + HALF + 14}>
                {value}
              </text>
            </>
          )}
        </g>
      ))}
    </svg>
  );
}
