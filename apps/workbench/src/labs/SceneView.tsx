/** One moment of a world: a board with pieces, or bars. Drawn from data; its words come along. */
import type { BarsScene, BoardPiece, BoardScene, LabScene } from "@cidery/core/lab";
import { written } from "./write.ts";

const CELL = 40;

export function SceneView({ scene }: { readonly scene: LabScene }) {
  return scene.kind === "board" ? <Board scene={scene} /> : <Bars scene={scene} />;
}

function Board({ scene }: { readonly scene: BoardScene }) {
  const { width, height, walls, pieces } = scene;
  const shares = new Map<string, number>();
  const seen = new Map<string, number>();
  for (const { x, y } of pieces) shares.set(`${x} ${y}`, (shares.get(`${x} ${y}`) ?? 0) + 1);
  const placed = pieces.map((piece) => {
    const cell = `${piece.x} ${piece.y}`;
    const at = seen.get(cell) ?? 0;
    seen.set(cell, at + 1);
    return { piece, at, of: shares.get(cell) ?? 1 };
  });
  const kinds = [
    ...new Map(pieces.map((piece) => [`${piece.label} ${piece.title}`, piece])).values(),
  ];
  return (
    <div className="lab-board">
      <svg
        viewBox={`-1 -1 ${width * CELL + 2} ${height * CELL + 2}`}
        style={{ maxWidth: width * 56 }}
        role="img"
        aria-label={`A map of ${width} by ${height}: ${pieces.map(placeInWords).join("; ")}`}
      >
        {Array.from({ length: width * height }, (_, i) => (
          <rect
            key={i}
            className="cell"
            x={(i % width) * CELL}
            y={Math.floor(i / width) * CELL}
            width={CELL}
            height={CELL}
          />
        ))}
        {walls.map(([x, y]) => (
          <rect
            key={`${x} ${y}`}
            className="wall"
            x={x * CELL}
            y={y * CELL}
            width={CELL}
            height={CELL}
          />
        ))}
        {/* Who moves stands in front. */}
        {placed
          .map((one, index) => ({ ...one, index }))
          .sort((a, b) => Number(a.piece.kind === "agent") - Number(b.piece.kind === "agent"))
          .map(({ piece, at, of, index }) => (
            <Piece key={`${index} ${piece.kind}`} piece={piece} at={at} of={of} />
          ))}
      </svg>
      <ul className="lab-board-key" aria-label="What is on the map">
        {kinds.map((piece) => (
          <li key={`${piece.label} ${piece.title}`}>
            <svg viewBox={`0 0 ${CELL} ${CELL}`} aria-hidden="true">
              <Shape piece={piece} />
            </svg>
            {piece.title}
          </li>
        ))}
      </ul>
    </div>
  );
}

function placeInWords({ title, x, y }: BoardPiece): string {
  return `${title} in column ${x + 1}, row ${y + 1}`;
}

/** A piece; several in one cell share it, two by two. */
function Piece({
  piece,
  at,
  of,
}: {
  readonly piece: BoardPiece;
  readonly at: number;
  readonly of: number;
}) {
  const scale = of === 1 ? 1 : of <= 4 ? 0.54 : 0.36;
  const across = of === 1 ? 1 : of <= 4 ? 2 : 3;
  const step = CELL / across;
  const inset = (step - CELL * scale) / 2;
  const x = piece.x * CELL + (at % across) * step + inset;
  const y = piece.y * CELL + Math.floor(at / across) * step + inset;
  return (
    <g className="lab-piece" style={{ transform: `translate(${x}px, ${y}px) scale(${scale})` }}>
      <title>{piece.title}</title>
      <Shape piece={piece} />
    </g>
  );
}

/** Shape and colour both say what kind of thing it is. */
function Shape({ piece: { kind, label } }: { readonly piece: BoardPiece }) {
  const length = Array.from(label).length;
  const size = length > 2 ? 12 : length > 1 ? 15 : 18;
  return (
    <g className={`lab-shape ${kind}`}>
      {kind === "agent" && <circle cx="20" cy="20" r="15" />}
      {kind === "person" && <rect x="6" y="5" width="28" height="30" rx="14" />}
      {kind === "object" && <rect x="6" y="6" width="28" height="28" rx="3" />}
      {kind === "goal" && <path d="M20 3 37 20 20 37 3 20Z" />}
      {kind === "danger" && <path d="M20 3 38 35H2Z" />}
      {kind === "mark" && <rect x="3" y="7" width="34" height="26" rx="5" />}
      {kind === "switch" && <path d="M12 5h16l8 15-8 15H12L4 20Z" />}
      <text x="20" y={kind === "danger" ? 30 : 26} fontSize={size} textAnchor="middle">
        {label}
      </text>
    </g>
  );
}

function Bars({ scene }: { readonly scene: BarsScene }) {
  const { title, unit, range, bars } = scene;
  const [low, high] = range;
  const width = high - low || 1;
  const share = (value: number): number =>
    (100 * (Math.min(high, Math.max(low, value)) - low)) / width;
  const zero = share(0);
  return (
    <figure className="lab-bars">
      <figcaption>
        {title} <span className="faint">({unit})</span>
      </figcaption>
      <ul>
        {bars.map(({ label, value, marked }, index) => (
          <li key={`${index} ${label}`} className={marked === true ? "marked" : ""}>
            <span className="lab-bar-label">
              {label}
              {marked === true && <span className="visually-hidden"> (chosen)</span>}
            </span>
            <span className="lab-bar-track" aria-hidden="true">
              <span
                className="lab-bar-fill"
                style={{
                  left: `${Math.min(zero, share(value))}%`,
                  width: `${Math.abs(share(value) - zero)}%`,
                }}
              />
              {zero > 0 && zero < 100 && (
                <span className="lab-bar-zero" style={{ left: `${zero}%` }} />
              )}
            </span>
            <span className="lab-bar-value">
              {marked === true && <span aria-hidden="true">◆ </span>}
              {written(value)}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
