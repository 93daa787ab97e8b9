/** `cidery/charts` is `@cidery/core/charts`. */
export * from "@cidery/core/charts";
