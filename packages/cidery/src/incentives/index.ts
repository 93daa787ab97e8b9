/**
 * What does the structure allow an agent to want? Graphical criteria, one per file, each a
 * declaration with preconditions, verdict and witness. They need no numbers and stay
 * synchronous.
 */

export {};
