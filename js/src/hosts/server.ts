import { openBrowser } from "./browser/browser";
export const openServer = openBrowser;
