/** The library's version, put in by the build. */
declare const __ENGINE__: string;
