import type { Route } from '@caravan/subgraph/route';
import type { Deps } from './deps.ts';
import { receiveWebhook } from './webhooks/webhooks.usecases.ts';

/** Where payment providers report what happened: stored and acknowledged at once, processed by a job. */
const sandboxWebhook: Route<Deps> = {
  method: 'POST',
  path: '/webhooks/sandbox',
  async handle(deps, { headers, body }) {
    const genuine = await receiveWebhook(deps, 'sandbox', { headers, body });
    return genuine ? { status: 200, body: 'stored' } : { status: 400, body: 'invalid signature' };
  },
};

export const routes = [sandboxWebhook];
