/**
 * Compiles the accelerator's kernel, packages/core/kernel/contract.ts, and writes it as base64
 * into packages/core/src/probability/kernel/binary.ts, so that neither Node nor a browser needs
 * a build step or a fetch. Run: `npm run renew -- kernel` after changing the kernel; a
 * test compares the committed text with a fresh compilation.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
export const KERNEL_MODULE = join(ROOT, "packages/core/src/probability/kernel/binary.ts");

const OPTIONS =
  "--optimizeLevel 3 --noAssert --runtime stub --enable simd --importMemory --memoryBase 1024".split(
    " ",
  );

/** The text of the module that the committed one must equal. */
export function compiledKernelModule(): string {
  const folder = mkdtempSync(join(tmpdir(), "cidery-kernel-"));
  try {
    const output = join(folder, "kernel.wasm");
    execFileSync(process.execPath, [
      join(ROOT, "node_modules/assemblyscript/bin/asc.js"),
      join(ROOT, "packages/core/kernel/contract.ts"),
      ...OPTIONS,
      "--outFile",
      output,
    ]);
    return moduleText(readFileSync(output));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function moduleText(binary: Buffer): string {
  const lines = binary.toString("base64").match(/.{1,96}/g) ?? [];
  return `/** Written by scripts/build-kernel.ts from packages/core/kernel/contract.ts: do not edit. */
export const KERNEL_BASE64: string = [
${lines.map((line) => `  "${line}",`).join("\n")}
].join("");
`;
}
