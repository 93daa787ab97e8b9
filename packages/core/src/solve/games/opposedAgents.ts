/**
 * Are two agents exactly opposed: does one gain, in its own unit, what the other loses, whatever they
 * do? Payoffs are brought to a form in which equal games look equal: along the sequences, what an
 * action pays beyond the context's first action, with the first one's pay moved to what led there.
 */
import type { AgentSequences, SequenceGame } from "./sequenceGame.ts";

/** What one unit of the first agent is to the second, in their whole numbers; undefined: not opposed. */
export function exchangeRate(game: SequenceGame): { over: bigint; under: bigint } | undefined {
  if (game.agents.length !== 2) return undefined;
  const [first, second] = [canonical(game, 0), canonical(game, 1)];
  let rate: { over: bigint; under: bigint } | undefined;
  for (const key of new Set([...first.keys(), ...second.keys()])) {
    if (key === "0 0") continue;
    const [mine, theirs] = [first.get(key) ?? 0n, second.get(key) ?? 0n];
    if (mine === 0n && theirs === 0n) continue;
    if (mine === 0n || theirs === 0n || mine > 0n === theirs > 0n) return undefined;
    if (rate === undefined)
      rate = { over: theirs < 0n ? -theirs : theirs, under: mine < 0n ? -mine : mine };
    else if (theirs * rate.under !== -mine * rate.over) return undefined;
  }
  return rate ?? { over: 1n, under: 1n };
}

/** Pay by pair of sequences, zeros left out. */
function canonical(game: SequenceGame, agent: number): Map<string, bigint> {
  const [rows, columns] = game.agents as [AgentSequences, AgentSequences];
  const table: Map<number, bigint>[] = Array.from({ length: rows.count }, () => new Map());
  for (const [t, sequences] of game.at.entries()) {
    const [x, y] = [sequences[0] as number, sequences[1] as number];
    const row = table[x] as Map<number, bigint>;
    row.set(y, (row.get(y) ?? 0n) + (game.payoffs[agent]?.[t] as bigint));
  }
  for (const { after, first, actions } of [...rows.sets].reverse()) {
    const base = table[first] as Map<number, bigint>;
    for (const [y, value] of base) {
      for (let s = first + 1; s < first + actions; s++)
        change(table[s] as Map<number, bigint>, y, -value);
      change(table[after] as Map<number, bigint>, y, value);
    }
    table[first] = new Map();
  }
  const result = new Map<string, bigint>();
  for (const [x, row] of table.entries()) {
    for (const { after, first, actions } of [...columns.sets].reverse()) {
      const base = row.get(first) ?? 0n;
      row.delete(first);
      if (base === 0n) continue;
      for (let s = first + 1; s < first + actions; s++) change(row, s, -base);
      change(row, after, base);
    }
    for (const [y, value] of row) if (value !== 0n) result.set(`${x} ${y}`, value);
  }
  return result;
}

function change(row: Map<number, bigint>, y: number, value: bigint): void {
  row.set(y, (row.get(y) ?? 0n) + value);
}
