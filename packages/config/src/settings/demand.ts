import { bytes, count, flag, list, milliseconds, mode } from '../kinds.ts';
import { setting } from '../setting.ts';

/** What operations may cost, how much of it in a minute, and which may run at all. */
export const demandSettings = {
  costMode: setting(
    'COST_MODE',
    mode('off', 'measure', 'enforce').default('enforce'),
    'Estimate what operations cost: off, measure, or enforce, which refuses what exceeds LIMIT_COST.',
  ),
  cost: setting('LIMIT_COST', count.default(5_000), 'Highest estimated cost of an operation.'),
  defaultListSize: setting(
    'COST_DEFAULT_LIST_SIZE',
    count.default(10),
    'Entries that a list is taken to have where the schema says nothing (@listSize).',
  ),
  introspectionCost: setting('COST_INTROSPECTION', count.default(100), 'Cost of __schema and of __type.'),
  pageSize: setting(
    'LIMIT_PAGE_SIZE',
    count.default(100),
    'Most entries that `first`, or what slices a list, asks for.',
  ),
  principalRate: setting(
    'RATE_COST_PRINCIPAL',
    count.default(200_000),
    'Cost that one user or guest may cause per minute; 0 for no limit.',
  ),
  apiKeyRate: setting(
    'RATE_COST_API_KEY',
    count.default(1_000_000),
    'Cost that the holders of one API key may cause per minute; 0 for no limit.',
  ),
  apiKeyHighRate: setting(
    'RATE_COST_API_KEY_HIGH',
    count.default(10_000_000),
    'The same for API keys of the rate class HIGH.',
  ),
  addressRate: setting(
    'RATE_COST_ADDRESS',
    count.default(500_000),
    'Cost that one address (of IPv6: one /64 network) may cause per minute; 0 for no limit.',
  ),
  rateBurst: setting(
    'RATE_COST_BURST',
    count.default(200_000),
    'Cost that each of them may cause beyond that once in ten minutes.',
  ),
  rateExempt: setting(
    'RATE_EXEMPT_ADDRESSES',
    list.default(['127.0.0.0/8', '::1']),
    'Addresses and networks without a limit of their own; the principals behind them keep theirs.',
  ),
  refusalCost: setting(
    'RATE_COST_REFUSAL',
    count.default(10),
    'Cost of an operation that is refused, so that nobody sends refused ones without end.',
  ),
  planningCost: setting(
    'RATE_COST_PLANNING',
    count.default(20_000),
    'Cost of an operation that takes too long to plan: whoever sends such ones keeps everybody from new plans.',
  ),
  persistedQueries: setting(
    'APQ',
    flag.default(true),
    'Keep documents under their SHA-256 for clients that send the hash only (automatic persisted queries).',
  ),
  persistedQueryBytes: setting(
    'APQ_BYTES',
    bytes.default(16_777_216),
    'Memory for such documents; the ones that were not used for longest are forgotten.',
  ),
  safelistFiles: setting(
    'SAFELIST_FILE',
    list.default([]),
    'Manifests of the operations that clients may run: Apollo manifests, or maps of ids to documents.',
  ),
  safelistMode: setting(
    'SAFELIST_MODE',
    mode('off', 'log', 'enforce').default('off'),
    'What happens to operations that no manifest lists: off and log run them, enforce refuses them.',
  ),
  safelistPollMs: setting(
    'SAFELIST_POLL_MS',
    milliseconds.default(5_000),
    'Pause between looks whether the manifests have changed; 0 for none.',
  ),
};
