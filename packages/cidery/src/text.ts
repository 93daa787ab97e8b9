/** `cidery/text` is `@cidery/core/text`. */
export * from "@cidery/core/text";
