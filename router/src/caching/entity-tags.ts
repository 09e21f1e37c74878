import { hash } from 'node:crypto';

/** What changed: one entity by its key, or, without a key, everything of the type, lists of it included. */
export type EntityChange = { readonly typename: string; readonly key?: Readonly<Record<string, unknown>> };

type KeyOf = (type: string) => readonly string[] | null;

/** Names what is kept by the entities in it, so that it can be dropped when one of them changes. */
export type EntityTags = {
  /** Of something that holds this entity. */
  tagsOf(typename: string, entity: Readonly<Record<string, unknown>>): readonly string[];
  /** Of something that holds, or may hold, entities of the type that cannot be told. */
  unknownTags(typename: string): readonly string[];
  /** Of something that depends on which entities of the type there are. */
  typeTag(typename: string): string;
  /** All that has one of these has to go. */
  droppedBy(change: EntityChange): readonly string[];
};

export function entityTags(keyOf: KeyOf): EntityTags {
  const identity = (typename: string, entity: Readonly<Record<string, unknown>>): string | null => {
    const key = keyOf(typename);
    const values = key?.map((field) => entity[field]);
    const isWhole = values?.every((value) => typeof value === 'string' || typeof value === 'number');
    return values && isWhole ? `${typename} ${shortened(values.join(' '))}` : null;
  };
  const unknownTags = (typename: string) => [typename, `${typename} ?`];
  return {
    tagsOf: (typename, entity) => {
      const named = identity(typename, entity);
      return named === null ? unknownTags(typename) : [typename, named];
    },
    unknownTags,
    typeTag: (typename) => typename,
    droppedBy: ({ typename, key }) => {
      const named = key ? identity(typename, key) : null;
      return named === null ? [typename] : [named, `${typename} ?`];
    },
  };
}

/** Whether a tag stands for less than everything of its type. */
export function isNarrow(tag: string): boolean {
  return tag.includes(' ');
}

/** Keys of foreign graphs may be of any length. */
function shortened(key: string): string {
  return key.length <= 64 ? key : hash('sha256', key, 'base64url');
}
