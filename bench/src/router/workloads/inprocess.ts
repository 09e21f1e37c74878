import { isDeepStrictEqual } from 'node:util';
import { openGraphqlClient } from '@caravan/cli/client/graphql-client';
import { signIn } from '@caravan/cli/client/people';
import { people } from '@caravan/cli/demo/people';
import { askOnce } from '../../load/closed-loop.ts';
import { measureLoad } from '../../load/measure.ts';
import type { Around } from '../around.ts';
import { signedInBuyers } from '../caravan/buyers.ts';
import { type BothWays, startMemoryCaravan, type Way } from '../caravan/memory-caravan.ts';
import { productPage } from '../caravan/product-page.ts';
import { startWholeCaravan } from '../caravan/whole-caravan.ts';
import type { BenchOptions } from '../options.ts';
import { type Figures, medians, ratiosTo, type WorkloadResult } from '../results.ts';

type Page = { readonly body: string; readonly tokens: readonly string[]; readonly answerBytes: number };
type Measured = { readonly overHttp: Figures; readonly inProcess: Figures; readonly answerBytes: number };

const buyerCount = 1_000;

/** Caravan's own product page: subgraphs in the process of the router against the same subgraphs over HTTP. */
export async function runInProcess(around: Around): Promise<WorkloadResult> {
  const { options, cores } = around;
  const buyers = await signedInBuyers(buyerCount);
  const router = await compare(await startMemoryCaravan(around, buyers), options, async () => ({
    body: pageOf('prd_1'),
    tokens: buyers.tokens,
  }));
  const whole = await compare(await startWholeCaravan(cores), options, openShop);
  const { inProcess, overHttp, answerBytes } = router;
  return {
    name: 'inprocess',
    ratio: ratiosTo(overHttp, inProcess)['requests/s'] ?? null,
    ratioOf: 'requests/s of our router over HTTP',
    goal: 'at least 2',
    contestants: [
      { name: 'router, over HTTP', figures: overHttp, ratios: ratiosTo(overHttp, overHttp) },
      { name: 'router, in process', figures: inProcess, ratios: ratiosTo(overHttp, inProcess) },
      { name: 'all of Caravan, over HTTP', figures: whole.overHttp, ratios: ratiosTo(whole.overHttp, whole.overHttp) },
      {
        name: 'all of Caravan, in process',
        figures: whole.inProcess,
        ratios: ratiosTo(whole.overHttp, whole.inProcess),
      },
    ],
    notes: [
      `router: Caravan's schema with data that cost nothing; answer: ${answerBytes} bytes.`,
      `all of Caravan: the real subgraphs and their SQL on the same core too; answer: ${whole.answerBytes} bytes.`,
    ],
  };
}

type Asked = Pick<Page, 'body' | 'tokens'>;

async function compare(
  caravan: BothWays,
  options: BenchOptions,
  open: (caravan: BothWays) => Promise<Asked>,
): Promise<Measured> {
  await using opened = new AsyncDisposableStack();
  opened.defer(() => caravan.stop());
  const page = await checkPage(caravan, await open(caravan));
  const { connections } = options;
  const measure = ({ port, pids }: Way, seconds: number) => measureLoad(pids, { port, ...page, connections, seconds });
  const ways = [caravan.overHttp, caravan.inProcess];
  for (const way of ways) await measure(way, Math.min(4, options.seconds));
  const measured = new Map<Way, Figures[]>(ways.map((way) => [way, []]));
  for (let round = 0; round < options.rounds; round += 1) {
    for (const way of ways) measured.get(way)?.push(await measure(way, options.seconds));
    console.error(`  inprocess, round ${round + 1}: done`);
  }
  const figures = (way: Way) => medians(measured.get(way) ?? []);
  return { overHttp: figures(caravan.overHttp), inProcess: figures(caravan.inProcess), answerBytes: page.answerBytes };
}

function pageOf(id: string | undefined): string {
  return JSON.stringify({ query: productPage, variables: { id } });
}

/** Somebody of the demo, looking at the newest product. */
async function openShop({ inProcess: { port } }: BothWays): Promise<Asked> {
  const client = openGraphqlClient(`http://127.0.0.1:${port}`);
  try {
    const { token } = await signIn(client, people.mei, '127.0.0.1');
    const newest = '{ products(first: 1, sort: NEWEST) { nodes { id } } }';
    const { products } = await client.query<{ products: { nodes: { id: string }[] } }>(newest);
    return { body: pageOf(products.nodes[0]?.id), tokens: [token] };
  } finally {
    await client.close();
  }
}

async function checkPage({ overHttp, inProcess }: BothWays, asked: Asked): Promise<Page> {
  const ask = async ({ port }: Way) => String((await askOnce(port, asked.body, asked.tokens)).body);
  const [one, other] = [await ask(overHttp), await ask(inProcess)];
  const answer = JSON.parse(one) as { errors?: unknown };
  if (answer.errors || !isDeepStrictEqual(answer, JSON.parse(other))) {
    throw new Error(`the product page is not the same in both ways:\n${one.slice(0, 1_000)}\n${other.slice(0, 1_000)}`);
  }
  return { ...asked, answerBytes: Buffer.byteLength(one) };
}
