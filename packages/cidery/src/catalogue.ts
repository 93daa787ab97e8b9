/** `cidery/catalogue` is `@cidery/core/catalogue`. */
export * from "@cidery/core/catalogue";
