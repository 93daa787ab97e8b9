/** How large the canvas is, for layouts that fit it; undefined while there is none. */

export function canvasSize(): { readonly width: number; readonly height: number } | undefined {
  const box = document.querySelector(".canvas-area")?.getBoundingClientRect();
  return box === undefined || box.width * box.height === 0 ? undefined : box;
}
