/** `cidery/check` is `@cidery/core/check`. */
export * from "@cidery/core/check";
