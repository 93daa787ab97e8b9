#!/usr/bin/env node
/** The command. It stands in the repository so that npm can link it before anything is built. */
import "../dist/cli/main.js";
