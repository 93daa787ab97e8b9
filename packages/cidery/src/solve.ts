/** `cidery/solve` is `@cidery/core/solve`. */
export * from "@cidery/core/solve";
