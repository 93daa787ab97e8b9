/** The library's version, put in by the build. */
declare const __ENGINE__: string;
/** Where links lead, when whoever built the page said so (CIDERY_BASE); else empty. */
declare const __BASE__: string;
