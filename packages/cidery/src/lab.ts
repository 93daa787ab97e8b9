/** `cidery/lab` is `@cidery/core/lab`. */
export * from "@cidery/core/lab";
