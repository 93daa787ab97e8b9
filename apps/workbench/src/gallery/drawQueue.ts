/**
 * What cards wait for, one piece at a time, so that the page answers in between: pictures that are in
 * view first, from the top; then what else comes after all pictures that somebody waits for.
 */

interface Waiting {
  readonly element: Element;
  readonly draw: () => void;
}

const pictures = new Set<Waiting>();
const afterwards: (() => void)[] = [];
let running = false;

/** Draws when it is its turn. @returns gives it up */
export function drawInTurn(element: Element, draw: () => void): () => void {
  const waiting = { element, draw };
  pictures.add(waiting);
  run();
  return () => pictures.delete(waiting);
}

/** Runs when no picture is waited for any more. */
export function afterPictures(act: () => void): void {
  afterwards.push(act);
  run();
}

function run(): void {
  if (running) return;
  running = true;
  // Not when the browser is idle: a busy machine never is.
  setTimeout(step);
}

function step(): void {
  running = false;
  const next = first();
  if (next !== undefined) pictures.delete(next);
  try {
    (next?.draw ?? afterwards.shift())?.();
  } finally {
    // One that cannot be drawn keeps no other from it.
    if (pictures.size + afterwards.length > 0) run();
  }
}

/** The one that is nearest to what is seen, the upper ones first. */
function first(): Waiting | undefined {
  let best: { readonly one: Waiting; readonly place: number } | undefined;
  for (const one of pictures) {
    const { top, bottom } = one.element.getBoundingClientRect();
    const outside = bottom < 0 ? -bottom : Math.max(0, top - innerHeight);
    const place = outside > 0 ? innerHeight + outside : Math.max(0, top);
    if (best === undefined || place < best.place) best = { one, place };
  }
  return best?.one;
}
