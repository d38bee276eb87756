// The style sheet travels in the script, as text.
declare module "*.css" {
  const text: string;
  export default text;
}
