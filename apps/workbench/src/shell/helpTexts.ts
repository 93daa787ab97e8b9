/** Pages of docs/ that the help shows, as they are. */
import language from "../../../../docs/language.md?raw";
import limits from "../../../../docs/limits.md?raw";
import tutorial from "../../../../docs/tutorial.md?raw";

export const HELP_TEXTS = { language, limits, tutorial } as const;
