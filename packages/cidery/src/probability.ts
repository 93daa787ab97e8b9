/** `cidery/probability` is `@cidery/core/probability`. */
export * from "@cidery/core/probability";
