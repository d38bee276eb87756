declare module "*?raw" {
  const text: string;
  export default text;
}

declare module "node:fs" {
  export function readdirSync(folder: string): string[];
}

declare module "node:readline" {
  export function createInterface(from: { input: unknown }): AsyncIterable<string>;
}

declare const process: { stdin: unknown; stdout: { write(text: string): void }; exit(): never };
