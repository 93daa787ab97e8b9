/** `cidery/games` is `@cidery/core/games`. */
export * from "@cidery/core/games";
