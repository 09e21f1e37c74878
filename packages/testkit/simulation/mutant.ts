/** A naive change of the real code: `find` becomes `put` in a file, which the simulation has to notice. */
export type Mutant = {
  readonly name: string;
  readonly edits: readonly { readonly file: string; readonly find: string; readonly put: string }[];
};
