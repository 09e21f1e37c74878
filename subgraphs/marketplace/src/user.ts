/** A person as marketplace knows them: by id (UUID) alone. */
export type UserStub = { readonly id: string };
