/**
 * The path of a file in ../shared, the folder of reference material that lies beside the
 * repository where the full tests run. A test that needs it must not pass without it, so a missing
 * file is an error that says so, never a skip.
 */

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const SHARED = join(dirname(fileURLToPath(import.meta.url)), "../../../../shared");

export function sharedFile(path: string): string {
  const file = join(SHARED, path);
  if (!existsSync(file)) {
    throw new Error(
      `${file} is missing: this test needs the folder "shared" beside the repository`,
    );
  }
  return file;
}
