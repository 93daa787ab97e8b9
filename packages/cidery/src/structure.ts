/** `cidery/structure` is `@cidery/core/structure`. */
export * from "@cidery/core/structure";
