/** Where tests say `vitest`, they get vitest.js. */
const standIn = new URL("./vitest.js", import.meta.url).href;

export function resolve(specifier, context, next) {
  if (specifier === "vitest" && context.parentURL !== standIn)
    return { url: standIn, shortCircuit: true };
  return next(specifier, context);
}
