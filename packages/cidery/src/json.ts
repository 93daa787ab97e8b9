/** `cidery/json` is `@cidery/core/json`. */
export * from "@cidery/core/json";
