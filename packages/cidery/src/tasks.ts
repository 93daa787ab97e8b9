/** `cidery/tasks` is `@cidery/core/tasks`. */
export * from "@cidery/core/tasks";
