/** A world named by a command line: the id of its lab, by which other threads find it again. */
const PREFIX = "environment:";

/** What a learner is trained in, and how. */
export interface CommandWorld {
  readonly command: string;
  /** Where the program is started. */
  readonly folder: string;
  readonly agent?: string | undefined;
  readonly learner: string;
  readonly episodes: number;
}

export function commandId(world: CommandWorld): string {
  return `${PREFIX}${JSON.stringify(world)}`;
}

export function isCommandId(id: string): boolean {
  return id.startsWith(PREFIX);
}

/** Turns an id back into what it was made from. */
export function commandOf(id: string): CommandWorld {
  return JSON.parse(id.slice(PREFIX.length)) as CommandWorld;
}
