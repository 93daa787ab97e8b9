/** `cidery/learn` is `@cidery/core/learn`. */
export * from "@cidery/core/learn";
