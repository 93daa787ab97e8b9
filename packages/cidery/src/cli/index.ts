/**
 * What does the command do? The only layer that may say `process`. It parses arguments, calls
 * the layers below, prints, and chooses the exit code.
 */

export {};
