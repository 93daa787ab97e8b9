/**
 * `@cidery/core/json`: models as JSON, without the language of `.cid` texts. A structure of nodes and edges
 * is read at once; reading a whole model (`readJson`) loads the grammar when it is first called.
 */

export type { JsonModel, NamedStructure } from "../language/index.ts";
export { jsonSchema, readJson, structureFromJson, toJson } from "../language/index.ts";
