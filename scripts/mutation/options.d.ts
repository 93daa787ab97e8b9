/** The types of options.js, which Stryker must be able to load as it is. */
export declare const SHARE: string;
export declare const TESTS: string;
export declare const DRAWS: string;
export declare const RECORD: string;
export declare const UNTIL: string;
export declare const KNOWN: string;
export declare const ROOT: string;
export declare const JOURNAL: string;
export declare const NO_TIME: string;
