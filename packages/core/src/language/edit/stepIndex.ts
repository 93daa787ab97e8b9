/**
 * Indices as `t`, `t+1` or `3`: a letter (or none) and a whole number. Two of them with one letter
 * are a fixed number of steps apart, whatever the letter stands for.
 */
import type { ExpressionSyntax } from "../syntax/syntax.ts";
import { writeName } from "../syntax/words.ts";

export interface StepIndex {
  readonly letter: string | undefined;
  readonly offset: number;
}

/** Undefined for anything else. */
export function stepIndexOf(e: ExpressionSyntax): StepIndex | undefined {
  switch (e.kind) {
    case "number":
      return Number.isInteger(e.value) ? { letter: undefined, offset: e.value } : undefined;
    case "name":
      return { letter: e.text, offset: 0 };
    case "group":
      return stepIndexOf(e.inner);
    case "unary": {
      const inner = e.operator === "-" ? stepIndexOf(e.operand) : undefined;
      return inner?.letter === undefined && inner !== undefined
        ? { letter: undefined, offset: -inner.offset }
        : undefined;
    }
    case "binary": {
      const left = stepIndexOf(e.left);
      const right = stepIndexOf(e.right);
      if (left === undefined || right === undefined) return undefined;
      if (e.operator === "-" && right.letter === undefined) return moved(left, -right.offset);
      if (e.operator !== "+") return undefined;
      if (right.letter === undefined) return moved(left, right.offset);
      return left.letter === undefined ? moved(right, left.offset) : undefined;
    }
    default:
      return undefined;
  }
}

export function moved({ letter, offset }: StepIndex, by: number): StepIndex {
  return { letter, offset: offset + by };
}

/** How many steps `a` is after `b`; undefined when that depends. */
export function stepsBetween(a: StepIndex, b: StepIndex): number | undefined {
  return a.letter === b.letter ? a.offset - b.offset : undefined;
}

export function writtenIndex({ letter, offset }: StepIndex): string {
  if (letter === undefined) return String(offset);
  const name = writeName(letter);
  if (offset === 0) return name;
  return offset > 0 ? `${name}+${offset}` : `${name}-${-offset}`;
}
