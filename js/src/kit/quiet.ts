/**
 * JupyterLab and Notebook 7 leave the keys of an element alone when that very element carries this
 * attribute; an ancestor that has it is not enough. It goes on everything that can take the focus.
 */
export const quiet = { "data-lm-suppress-shortcuts": "true" } as const;
