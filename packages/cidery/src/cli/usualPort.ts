/** Where the workbench is served unless told otherwise: one number, for whoever names the address. */
export const USUAL_PORT = 4310;
