import type { FetchNode } from '@apollo/query-planner';
import { type Data, getOwn, isData, setOwn } from './own.ts';
import type { TypeConditions } from './subtypes.ts';

type FetchDataRewrite = NonNullable<FetchNode['outputRewrites']>[number];

/** Changes what is sent for, or came from, one object. */
export type Rewrite = (value: unknown) => void;

/** A response key that the plan gave, and the client's own for it; the path is without type conditions. */
export type Renaming = { readonly path: readonly string[]; readonly to: string };

const onType = '... on ';

export function compileRewrites(
  rewrites: readonly FetchDataRewrite[] | undefined,
  holds: TypeConditions,
): Rewrite | null {
  if (!rewrites?.length) return null;
  const compiled = rewrites.map((rewrite) => atPath(rewrite.path.slice(0, -1), setter(rewrite), holds));
  return (value) => {
    for (const rewrite of compiled) rewrite(value);
  };
}

export function renamingsOf(rewrites: readonly FetchDataRewrite[] | undefined): Renaming[] {
  return (rewrites ?? []).flatMap((rewrite) =>
    rewrite.kind === 'KeyRenamer'
      ? [{ path: rewrite.path.filter((element) => !element.startsWith(onType)), to: rewrite.renameKeyTo }]
      : [],
  );
}

function setter(rewrite: FetchDataRewrite): (object: Data) => void {
  const key = rewrite.path.at(-1) ?? '';
  if (rewrite.kind === 'ValueSetter') return (object) => setOwn(object, key, rewrite.setValueTo);
  return (object) => {
    const value = getOwn(object, key);
    if (value === undefined) return;
    setOwn(object, rewrite.renameKeyTo, value);
    delete object[key];
  };
}

function atPath(path: readonly string[], apply: (object: Data) => void, holds: TypeConditions): Rewrite {
  const [first, ...rest] = path;
  if (first === undefined) return onEach(apply);
  const inner = atPath(rest, apply, holds);
  if (!first.startsWith(onType)) return onEach((object) => inner(getOwn(object, first)));
  const condition = first.slice(onType.length);
  return onEach((object) => {
    const typename = getOwn(object, '__typename');
    if (typeof typename !== 'string' || holds(condition, typename)) inner(object);
  });
}

/** Lists within lists, beyond any schema: their depth is not the subgraph's to choose. */
const deepestLists = 16;

function onEach(apply: (object: Data) => void): Rewrite {
  const each = (value: unknown, lists: number) => {
    if (isData(value)) apply(value);
    else if (Array.isArray(value) && lists < deepestLists) for (const inner of value) each(inner, lists + 1);
  };
  return (value) => each(value, 0);
}
