/**
 * The front door of the library: every public name, listed by hand. What is not listed here (or
 * in testing/index.ts) does not exist for users. It never imports sweep or cli, which need Node.
 */

export {};
