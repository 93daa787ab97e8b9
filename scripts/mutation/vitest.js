/** Takes the place of `vitest` where runner.js loads tests: they are collected, not run. */
export { expect } from "vitest";

/** @type {{ file: string, tests: { id: string, run: () => unknown }[] }} */
export const collected = { file: "", tests: [] };

const names = [];

export function describe(name, body) {
  names.push(name);
  body();
  names.pop();
}

/** `it(name, body)`, `it(name, body, timeout)` and `it(name, options, body)`. */
export function it(name, ...rest) {
  const run = rest.find((one) => typeof one === "function");
  const full = [collected.file, ...names, name].join(" > ");
  const same = collected.tests.filter(({ id }) => id.replace(/ #\d+$/u, "") === full).length;
  collected.tests.push({ id: same === 0 ? full : `${full} #${same + 1}`, run });
}

const each = (make) => (cases) => (name, body) => {
  for (const [i, one] of cases.entries()) {
    const given = Array.isArray(one) ? one : [one];
    make(`${name} [${i}]`, () => body(...given));
  }
};
it.each = each(it);
describe.each = each(describe);
export { it as test };
