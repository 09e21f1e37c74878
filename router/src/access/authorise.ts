import type { DocumentNode, FieldNode, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { cutFields } from './cut-fields.ts';
import type { Rights } from './rights.ts';
import { type AccessRules, holds } from './rules.ts';
import { type GuardedField, guardedFields } from './selections.ts';

export type Refusal = 'UNAUTHENTICATED' | 'FORBIDDEN';

/** What rights leave of an operation. */
export type Authorised = {
  readonly document: DocumentNode;
  /** Null when nothing is left. */
  readonly operation: OperationDefinitionNode | null;
  /** Fields of the operation as it was given that are not answered, and why. */
  readonly denied: ReadonlyMap<FieldNode, Refusal>;
  /** Tells apart what different rights leave over; empty when it is everything. */
  readonly key: string;
};

/** An operation of a document that is valid for what its client sees. */
export type AccessedOperation = { readonly document: DocumentNode; readonly operation: OperationDefinitionNode };

/**
 * Cuts an operation down to what somebody with these rights may ask for: a field goes when one of the rules it
 * demands (`readAccessRules`) does not hold, and with it everything below it.
 *
 * What an operation demands is worked out once and kept as long as its document is, so that a call costs one look at
 * each distinct rule. Where nothing is cut, the very same objects are given back.
 */
export function authorise(rules: AccessRules, accessed: AccessedOperation, rights: Rights): Authorised {
  if (rules.rules.length === 0) return { ...accessed, denied: nothing, key: '' };
  const touched = touchedBy(rules, accessed);
  const broken = touched.rules.filter((place) => {
    const rule = rules.rules[place];
    return rule !== undefined && !holds(rule, rights);
  });
  if (broken.length === 0) return touched.whole;
  const refusal: Refusal = rights.isAuthenticated ? 'FORBIDDEN' : 'UNAUTHENTICATED';
  const key = `${refusal} ${broken.join(' ')}`;
  const known = touched.outcomes.get(key);
  if (known) return known;
  const outcome = cut(rules, { accessed, guarded: touched.guarded }, { broken: new Set(broken), refusal, key });
  touched.outcomes.set(key, outcome);
  return outcome;
}

const nothing: ReadonlyMap<FieldNode, Refusal> = new Map();
/** Of one operation; kinds of people differ in far fewer rules than there are. */
const keptOutcomes = 16;

/** What one operation has to do with rules. */
type Touched = {
  readonly rules: readonly number[];
  readonly guarded: readonly GuardedField[];
  readonly whole: Authorised;
  readonly outcomes: LRUCache<string, Authorised>;
};

const touchedByRules = new WeakMap<AccessRules, WeakMap<OperationDefinitionNode, Touched>>();

function touchedBy(rules: AccessRules, accessed: AccessedOperation): Touched {
  const known = touchedByRules.get(rules) ?? new WeakMap<OperationDefinitionNode, Touched>();
  touchedByRules.set(rules, known);
  const found = known.get(accessed.operation);
  if (found) return found;
  const guarded = guardedFields(rules, accessed);
  const touched = {
    rules: [...new Set(guarded.flatMap(({ demands }) => demands))],
    guarded,
    whole: { ...accessed, denied: nothing, key: '' },
    outcomes: new LRUCache<string, Authorised>({ max: keptOutcomes }),
  };
  known.set(accessed.operation, touched);
  return touched;
}

function cut(
  { types }: AccessRules,
  { accessed, guarded }: { accessed: AccessedOperation; guarded: readonly GuardedField[] },
  { broken, refusal, key }: { broken: ReadonlySet<number>; refusal: Refusal; key: string },
): Authorised {
  const denied = new Map<FieldNode, Refusal>();
  for (const { field, demands } of guarded) if (demands.some((rule) => broken.has(rule))) denied.set(field, refusal);
  return { ...cutFields(types, accessed, denied), denied, key };
}
