/** A chart in the width there is. Its numbers stand in a table beside it, see `ChartTable`. */
import { type LinesChart, linesSpec, SLOTS } from "@cidery/core/charts";
import { useDrawing } from "./useDrawing.ts";
import { written } from "./write.ts";

/** Higher than wide charts look empty, lower ones flat. */
const heightOf = (width: number): number => Math.round(Math.min(300, Math.max(190, width * 0.52)));

async function load(): Promise<(chart: LinesChart, width: number) => Element> {
  const { drawSpec, PAGE } = await import("./drawSpec.ts");
  return (chart, width) =>
    drawSpec(
      (wide) => linesSpec(chart, { theme: PAGE, width: wide, height: heightOf(wide) }),
      width,
    );
}

export function Chart({ chart }: { readonly chart: LinesChart }) {
  const box = useDrawing(load, chart);
  return (
    <figure className="lab-chart">
      <figcaption>
        {chart.title} <span className="faint">{chart.y === "" ? "" : `(${chart.y})`}</span>
      </figcaption>
      <div ref={box} className="lab-plot" role="img" aria-label={inWords(chart)} />
    </figure>
  );
}

/** Where each line ends; the table has the rest. */
function inWords({ title, x, series }: LinesChart): string {
  const ends = series.flatMap(({ title: name, points }) => {
    const [first] = points;
    const last = points.at(-1);
    return first === undefined || last === undefined
      ? []
      : [`${name} from ${written(first.y)} to ${written(last.y)}`];
  });
  return `${title} over ${x}: ${ends.join("; ") || "nothing yet"}`;
}

export function ChartTable({ charts }: { readonly charts: readonly LinesChart[] }) {
  return (
    <details className="lab-numbers">
      <summary>The same in numbers</summary>
      {charts.map((chart) => {
        const xs = [...new Set(chart.series.flatMap(({ points }) => points.map(({ x }) => x)))];
        xs.sort((a, b) => a - b);
        return (
          <div
            key={chart.title}
            className="lab-table"
            tabIndex={0}
            role="region"
            aria-label={chart.title}
          >
            <table>
              <caption>{chart.title}</caption>
              <thead>
                <tr>
                  <th scope="col">{chart.x}</th>
                  {chart.series.map(({ title }) => (
                    <th key={title} scope="col">
                      {title}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {xs.map((x) => (
                  <tr key={x}>
                    <th scope="row">{written(x)}</th>
                    {chart.series.map(({ title, points }) => {
                      const point = points.find((one) => one.x === x);
                      return <td key={title}>{point === undefined ? "" : written(point.y)}</td>;
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        );
      })}
    </details>
  );
}

/** Which line is whose, with its dash. */
export function Legend({
  entries,
}: {
  readonly entries: readonly {
    readonly title: string;
    readonly slot: number;
    readonly dash: string;
  }[];
}) {
  return (
    <ul className="lab-legend" aria-label="Lines">
      {entries.map(({ title, slot, dash }) => (
        <li key={title}>
          <svg viewBox="0 0 34 8" aria-hidden="true">
            <line
              x1="1"
              y1="4"
              x2="33"
              y2="4"
              className={`stroke-slot-${slot % SLOTS}`}
              strokeDasharray={dash}
            />
          </svg>
          {title}
        </li>
      ))}
    </ul>
  );
}
