/** JSON for those who read no text: the grammar is loaded when the first model is read. */
import type { Result } from "../../base/index.ts";
import type { InfluenceDiagram } from "../../model/index.ts";

/**
 * `fromJson` for programs that read JSON only: importing it brings no grammar, which is loaded when it is
 * first called (a page fetches it then). Same arguments, same answer; never rejects for what the data hold.
 */
export async function readJson(
  value: unknown,
  parameters?: ReadonlyMap<string, number>,
): Promise<Result<InfluenceDiagram>> {
  const { fromJson } = await import("./fromJson.ts");
  return fromJson(value, parameters);
}
