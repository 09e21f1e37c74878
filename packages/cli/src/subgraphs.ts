import identity from '@caravan/identity/subgraph';
import marketplace from '@caravan/marketplace/subgraph';
import payments from '@caravan/payments/subgraph';
import type { SubgraphDefinition } from '@caravan/subgraph/define-subgraph';

/** Every subgraph of the supergraph: a new domain is a new folder and one line here. */
export const subgraphs: readonly SubgraphDefinition[] = [identity, marketplace, payments];
