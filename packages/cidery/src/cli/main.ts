#!/usr/bin/env node
/** Entry point of the `cidery` command. It has no subcommands yet and says so. */

process.stderr.write("cidery: the command line is not written yet.\n");
process.exitCode = 1;
