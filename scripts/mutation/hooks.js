/** Where tests say `vitest` or `fast-check`, they get vitest.js and draws.js. */
const standIns = new Map(
  [
    ["vitest", "./vitest.js"],
    ["fast-check", "./draws.js"],
  ].map(([name, file]) => [name, new URL(file, import.meta.url).href]),
);

export function resolve(specifier, context, next) {
  const url = standIns.get(specifier);
  if (url !== undefined && context.parentURL !== url) return { url, shortCircuit: true };
  return next(specifier, context);
}
