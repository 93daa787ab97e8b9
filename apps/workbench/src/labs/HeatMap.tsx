/** A number over two parameters as coloured cells, with what the colours stand for, and in a table. */
import { type HeatChart, heatSpec } from "@cidery/core/charts";
import { useDrawing } from "./useDrawing.ts";
import { written } from "./write.ts";

const heightOf = (width: number): number => Math.round(Math.min(380, Math.max(220, width * 0.8)));

async function load(): Promise<(heat: HeatChart, width: number) => Element> {
  const { drawSpec, PAGE } = await import("./drawSpec.ts");
  return (heat, width) =>
    drawSpec((wide) => heatSpec(heat, { theme: PAGE, width: wide, height: heightOf(wide) }), width);
}

export function HeatMap({ heat }: { readonly heat: HeatChart }) {
  const box = useDrawing(load, heat);
  const { kind, domain } = heat.map.scale;
  const ends = [domain[0], ...(kind === "diverging" ? [0] : []), domain.at(-1) ?? 0];
  return (
    <figure className="lab-chart lab-heat">
      <figcaption>
        {heat.title} <span className="faint">{heat.unit === "" ? "" : `(${heat.unit})`}</span>
      </figcaption>
      <div>
        <div ref={box} className="lab-plot" role="img" aria-label={inWords(heat)} />
        <div className="lab-heat-legend">
          <div className={`lab-heat-colours ${kind}`} />
          <div className="lab-heat-ends">
            {ends.map((end) => (
              <span key={end}>{written(end)}</span>
            ))}
          </div>
          {heat.map.borders.length > 0 && (
            <p className="faint">The line marks where the number changes sign.</p>
          )}
        </div>
      </div>
    </figure>
  );
}

function inWords({ title, x, y, map: { cells } }: HeatChart): string {
  const values = cells.map(({ value }) => value);
  const below = values.filter((value) => value < -1e-9).length;
  const span = `from ${written(Math.min(...values))} to ${written(Math.max(...values))}`;
  const signs = below === 0 || below === values.length ? "" : `, below 0 in ${below}`;
  return `${title} over ${x} and ${y}: ${values.length} cells, ${span}${signs}`;
}

/** Rows for the first parameter, columns for the second. */
export function HeatTable({ heats }: { readonly heats: readonly HeatChart[] }) {
  return (
    <details className="lab-numbers">
      <summary>The same in numbers</summary>
      {heats.map(({ title, x, y, map: { xs, ys, cells } }) => (
        <div key={title} className="lab-table" tabIndex={0} role="region" aria-label={title}>
          <table>
            <caption>
              {title}: {x} in rows, {y} in columns
            </caption>
            <thead>
              <tr>
                <td />
                {ys.map((value) => (
                  <th key={value} scope="col">
                    {written(value)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {xs.map((value, column) => (
                <tr key={value}>
                  <th scope="row">{written(value)}</th>
                  {ys.map((second, row) => {
                    const cell = cells.find((one) => one.column === column && one.row === row);
                    return <td key={second}>{cell === undefined ? "" : written(cell.value)}</td>;
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </details>
  );
}
