// The build makes this module from the folders of the kinds.
declare module "kinds" {
  import type { Model } from "../../kit/types";

  export interface Made {
    initialize(given: { model: Model }): () => void;
    render(given: { el: HTMLElement }): () => void;
  }
  const kinds: Record<string, () => Promise<{ default: () => Made }>>;
  export default kinds;
}
