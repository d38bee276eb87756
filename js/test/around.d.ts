declare module "*?raw" {
  const text: string;
  export default text;
}

declare module "node:fs" {
  export function readdirSync(folder: string): string[];
}
