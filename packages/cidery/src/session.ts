/** `cidery/session` is `@cidery/core/session`. */
export * from "@cidery/core/session";
