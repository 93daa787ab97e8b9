/** A lawless evaluation: a code and what happened; the mechanism's reader adds the place. */
export class Fault extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = "Fault";
    this.code = code;
  }
}
