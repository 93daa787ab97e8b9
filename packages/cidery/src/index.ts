/** `cidery` is the library `@cidery/core` under the name of the command. */
export * from "@cidery/core";
