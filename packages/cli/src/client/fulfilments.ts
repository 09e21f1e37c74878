import type { GraphqlClient } from './graphql-client.ts';
import type { SignedIn } from './people.ts';

export const fulfilmentSteps = ['PREPARING', 'READY', 'SHIPPED', 'DELIVERED'] as const;
export type FulfilmentStep = (typeof fulfilmentSteps)[number];

const changeStatus = `mutation ChangeFulfilmentStatus($input: ChangeFulfilmentStatusInput!) {
  changeFulfilmentStatus(input: $input) { fulfilment { id status } errors { __typename ... on UserError { message } } }
}`;

/** Moves a fulfilment on from where it is up to a step, as the store's staff would, one step at a time; what has ended stays. */
export async function moveFulfilment(
  client: GraphqlClient,
  staff: SignedIn,
  fulfilment: { id: string; status: string },
  upTo: FulfilmentStep = 'DELIVERED',
): Promise<void> {
  if (['COMPLETED', 'CANCELLED'].includes(fulfilment.status)) return;
  const done = fulfilmentSteps.indexOf(fulfilment.status as FulfilmentStep);
  for (const status of fulfilmentSteps.slice(done + 1, fulfilmentSteps.indexOf(upTo) + 1)) {
    await client.mutate(changeStatus, { fulfilmentId: fulfilment.id, status }, { token: staff.token });
  }
}
