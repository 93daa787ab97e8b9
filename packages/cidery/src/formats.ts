/** `cidery/formats` is `@cidery/core/formats`. */
export * from "@cidery/core/formats";
