/** `cidery/testing` is `@cidery/core/testing`. */
export * from "@cidery/core/testing";
