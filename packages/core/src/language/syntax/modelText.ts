/** Is a text a model, seen from its first words alone? */

/** Space or one comment. */
const BETWEEN = /[\s\uFEFF]+|\/\/[^\r\n]*|\/\*[^]*?\*\//uy;

/** An item that no other tool's file begins with: programs begin with `if`, Hugin with `decision D {`. */
const FIRST_ITEM =
  /(?:model|cite|note|topic|extends|story|ask)\s*"|(?:agent|param|type|fn|chance|decision|utility|claim)\s+(?!\w+\s*\{)[^\s{]/uy;

/**
 * Whether a text certainly begins as models do; of others it says nothing. Linear in what stands before
 * the first item.
 */
function beginsAsModel(text: string): boolean {
  let start = 0;
  BETWEEN.lastIndex = 0;
  while (BETWEEN.test(text)) start = BETWEEN.lastIndex;
  FIRST_ITEM.lastIndex = start;
  return FIRST_ITEM.test(text);
}

/** Such a text in a file that is called `.cid`, or has no ending that says otherwise. */
export function isModelText(name: string, text: string): boolean {
  return OWN_NAME.test(name) && beginsAsModel(text);
}

const OWN_NAME = /\.cid(?:\.gz)?$|(?:^|[/\\])[^/\\.]*$/iu;
