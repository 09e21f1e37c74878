import { type CallOptions, type GraphqlClient, OperationError } from '@caravan/cli/client/graphql-client';
import { anyAddress } from '@caravan/testkit/people';
import type { Principal, Row } from './matrix.ts';
import type { World } from './world.ts';

/** Longest wait for a subscription that tells nothing; what is refused or told comes sooner. */
const quietMs = 700;

/** What somebody is told who asks for a row's field. */
export async function verdictOf(world: World, row: Row, who: Principal): Promise<string> {
  const variables = (await row.variables?.(world, who)) ?? {};
  const options = { ...((await row.as?.(world, who)) ?? world.as(who)), clientAddress: anyAddress() };
  const field = row.coordinate.split('.')[1] ?? '';
  if (row.coordinate.startsWith('Subscription.')) return firstWord(world.client, row, { variables, options });
  const { data, errors = [] } = await world.client.ask(row.document, variables, options);
  const [error] = errors;
  if (error) return error.extensions?.code ?? `no code: ${error.message}`;
  return judge(valueOf(data, field));
}

/** Follows the one field of each level; null as soon as there is nothing. */
function valueOf(data: unknown, field: string): unknown {
  let value = data;
  for (;;) {
    const [first] = [value].flat();
    if (typeof first !== 'object' || first === null) return null;
    const [[key, next] = ['', null]] = Object.entries(first);
    if (key === field) return next;
    value = next;
  }
}

function judge(value: unknown): string {
  if (value == null) return 'null';
  if (typeof value !== 'object') return 'ok';
  if ('errors' in value && Array.isArray(value.errors) && value.errors.length > 0) return refusalOf(value.errors);
  const list = 'nodes' in value ? value.nodes : value;
  return Array.isArray(list) && list.length === 0 ? 'empty' : 'ok';
}

function refusalOf([first]: readonly { __typename: string }[]): string {
  return first?.__typename ?? 'empty';
}

/** The first event of a subscription, its refusal, or `quiet`. */
async function firstWord(
  client: GraphqlClient,
  { document }: Row,
  { variables, options }: { variables: object; options: CallOptions },
): Promise<string> {
  const stream = client.subscribe(document, variables, options);
  const waiting = Promise.withResolvers<'quiet'>();
  const timer = setTimeout(() => waiting.resolve('quiet'), quietMs);
  try {
    return await Promise.race([stream.next().then(({ done }) => (done ? 'ended' : 'ok'), codeOf), waiting.promise]);
  } finally {
    clearTimeout(timer);
    void stream.return?.(undefined);
  }
}

/** A refused subscription rejects with its list of errors; an event with errors with an `OperationError`. */
function codeOf(error: unknown): string {
  if (error instanceof OperationError) return error.kinds[0] ?? error.message;
  if (!Array.isArray(error)) throw error;
  const [first] = error as readonly { extensions?: { code?: string }; message: string }[];
  return first?.extensions?.code ?? `no code: ${first?.message}`;
}
