/** `cidery/draw` is `@cidery/core/draw`. */
export * from "@cidery/core/draw";
