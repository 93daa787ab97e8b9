export const languageHelp = [];
export const languageKeys = [];
