import { hash } from 'node:crypto';
import { anonymous } from '@caravan/core/principal';
import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { authorise } from '../access/authorise.ts';
import type { Client } from '../access/client.ts';
import { rightsOf } from '../access/rights.ts';
import type { PreparedOperation } from '../execution/prepare.ts';
import type { ForwardedHeaders } from '../transports/forwarded-headers.ts';
import type { Joining } from './shared-feeds.ts';

/** A feed that may be one for several subscriptions, and in whose name it runs. */
export type Sharing = { readonly key: string; readonly joining: Joining; readonly client: Client };

/** Null for a subscription that must have a feed of its own. */
export type SharingRules = (operation: PreparedOperation, client: Client) => Sharing | null;

type Options = {
  /** Subscription fields that tell everybody the same: `ticker`, or `price=state` where the state comes first. */
  readonly declared: readonly string[];
  readonly forwarded: ForwardedHeaders;
};

/**
 * Which subscriptions may be fed by one: the same operation with the same variables, seen by the same contract on the
 * same supergraph, with the same headers for subgraphs, and
 *
 * - of one principal with the same rights, session and client, since whatever a subgraph knows of who asks is the same;
 * - or of anybody, where the operation has nothing but a field that is declared to tell everybody the same, and no rule
 *   of access is on its way. That feed runs in nobody's name: were the declaration wrong, it would still show nothing
 *   that is not for everybody.
 */
export function sharingRules({ declared, forwarded }: Options): SharingRules {
  const joinings = new Map<string, Joining>(
    declared.map((entry) => {
      const [field = '', kind] = entry.split('=');
      if (kind !== undefined && kind !== 'state') throw new Error(`SHARED_SUBSCRIPTIONS: "${entry}" is no field.`);
      return [field, kind === 'state' ? 'with the last states' : 'at any time'];
    }),
  );
  return (operation, client) => {
    const { caller, headers } = client;
    const joining = isOpenToAll(operation) ? joinings.get(rootField(operation) ?? '') : undefined;
    if (joining === undefined && caller.principal.id === null) return null;
    const { signal: _ofOneSocket, ...lasting } = joining ? nobody(client) : client;
    const { generation, hash: document, variables } = operation;
    const key = [
      joining ? 'everybody' : identityOf(client),
      generation.id,
      client.contract,
      document,
      operation.operation.name?.value ?? null,
      variables,
      operation.demand.isReported,
      Array.from(generation.transports.keys(), (name) => forwarded(name, headers)),
    ];
    return {
      key: hash('sha256', JSON.stringify(key), 'base64url'),
      joining: joining ?? 'before the first event',
      client: lasting,
    };
  };
}

/** Everything that a subgraph may know of who asks. */
function identityOf({ caller, rights, apiKeyId, mayIntrospect }: Client): unknown[] {
  const { principal, clientAddress, userAgent } = caller;
  return [
    principal,
    [rights.isAuthenticated, [...rights.scopes], [...rights.policies]],
    [apiKeyId, mayIntrospect, clientAddress, userAgent],
  ];
}

function nobody(client: Client): Client {
  const { requestId } = client.caller;
  return {
    ...client,
    caller: { principal: anonymous, requestId, clientAddress: null, userAgent: null },
    rights: rightsOf(anonymous),
    apiKeyId: null,
    isHighRate: false,
    mayIntrospect: false,
  };
}

function isOpenToAll({ generation, document, operation }: PreparedOperation): boolean {
  return authorise(generation.access, { document, operation }, rightsOf(anonymous)).denied.size === 0;
}

/** A valid subscription has one root field, maybe within fragments. */
function rootField({ document, operation }: Pick<PreparedOperation, 'document' | 'operation'>): string | undefined {
  const fragments = new Map(
    document.definitions
      .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  return firstField(operation, (name) => fragments.get(name));
}

function firstField(
  { selectionSet }: Pick<OperationDefinitionNode, 'selectionSet'>,
  fragmentOf: (name: string) => { readonly selectionSet: SelectionSetNode } | undefined,
): string | undefined {
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) return selection.name.value;
    const within = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentOf(selection.name.value);
    const field = within && firstField(within, fragmentOf);
    if (field !== undefined) return field;
  }
  return undefined;
}
