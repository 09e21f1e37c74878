import { parentPort, workerData } from 'node:worker_threads';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';
import { supportedFeatures } from '../supergraph/supported-features.ts';
import { plannerLimits } from './planner-limits.ts';
import type { PlannerMessage, PlanRequest } from './planner-messages.ts';

/** Thread that plans, one operation at a time: what takes too long can be ended with it. */
const port = parentPort;
if (!port) throw new Error('planner-worker runs as a worker thread only.');
const { sdl } = workerData as { sdl: string };
const say = (message: PlannerMessage) => port.postMessage(message);

/** What the planner says when it gives up by itself. */
const ownLimit = /reached the limit of|exceeds? .*(limit|maximum)|maximum.*selections/i;

const supergraph = Supergraph.build(sdl, { supportedFeatures });
const planner = new QueryPlanner(supergraph, plannerLimits);
const api = supergraph.apiSchema();

port.on('message', ({ id, source, operationName }: PlanRequest) => {
  try {
    const document = parse(source, { noLocation: true });
    const operation = operationFromDocument(api, document, operationName === undefined ? {} : { operationName });
    const { node } = planner.buildQueryPlan(operation);
    // Plans hold nothing but data, except for documents and types that are left behind in this way.
    say({ kind: 'planned', id, plan: JSON.stringify({ kind: 'QueryPlan', ...(node && { node }) }) });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Messages quote the operation, which may hold what belongs in no log.
    say({ kind: 'failed', id, isTooLarge: ownLimit.test(message), message: message.split(/["'{]/, 1)[0] ?? '' });
  }
});
say({ kind: 'ready' });
