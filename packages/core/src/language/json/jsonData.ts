/**
 * What writing and reading the JSON form have in common. Apart from the schema: whoever only writes does
 * without it, and without the library that checks it.
 */

/** Version of the format; a document without one is read as this. */
export const JSON_VERSION = 1;

/** The same data with some parts in place of others, from the outside inwards; undefined keeps a part. */
export function rewrite(
  data: unknown,
  change: (part: Record<string, unknown>) => unknown,
): unknown {
  if (Array.isArray(data)) return data.map((part) => rewrite(part, change));
  if (typeof data !== "object" || data === null) return data;
  const changed = change(data as Record<string, unknown>);
  if (changed !== undefined) return changed;
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(data)) result[key] = rewrite(value, change);
  return result;
}
