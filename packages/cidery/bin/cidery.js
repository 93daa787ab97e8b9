#!/usr/bin/env node
/**
 * The command. It stands in the repository so that npm can link it before anything is built. Node 22 and
 * later keep what they have compiled for the next time; 20 cannot.
 */
import * as module from "node:module";

module.enableCompileCache?.();
await import("../dist/cli/main.js");
