/** Whose export it is (UUID). */
export type ExportOwner = { readonly userId: string };
