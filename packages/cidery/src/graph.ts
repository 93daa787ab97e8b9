/** `cidery/graph` is `@cidery/core/graph`. */
export * from "@cidery/core/graph";
