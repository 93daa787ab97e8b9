/**
 * Why a question about numbers has no answer: a stable code, one sentence that names the value
 * and the bound, and what would help. Thrown for bad input; outcomes such as "the condition has
 * probability zero" are values, not errors.
 */
/**
 * A question that cannot be answered: a code that never changes, a message, and in `hint` what
 * would help.
 */
export class SolveError extends Error {
  readonly code: string;
  /** What would help. */
  readonly hint: string;

  constructor(code: string, message: string, hint: string) {
    super(message);
    this.name = "SolveError";
    this.code = code;
    this.hint = hint;
  }
}
