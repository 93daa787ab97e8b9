/** Maps of characters as boards: `#` is wall; pieces stand where the rules say. */
import type { BoardPiece, BoardScene } from "@cidery/core/lab";

export type Piece = Omit<BoardPiece, "x" | "y">;

/** A piece in a cell, counted row by row from the top left. */
export function pieceIn(map: readonly string[], cell: number, piece: Piece): BoardPiece {
  const width = map[0]?.length ?? 1;
  return { x: cell % width, y: Math.floor(cell / width), ...piece };
}

/** Pieces for tiles that look the same all the time. */
export function piecesOf(
  map: readonly string[],
  legend: Readonly<Record<string, Piece>>,
): BoardPiece[] {
  return Array.from(map.join("")).flatMap((tile, cell) => {
    const piece = legend[tile];
    return piece === undefined ? [] : [pieceIn(map, cell, piece)];
  });
}

export function boardOf(map: readonly string[], pieces: readonly BoardPiece[]): BoardScene {
  const walls = map.flatMap((row, y) =>
    Array.from(row).flatMap((tile, x) => (tile === "#" ? [[x, y] as const] : [])),
  );
  return { kind: "board", width: map[0]?.length ?? 0, height: map.length, walls, pieces };
}
