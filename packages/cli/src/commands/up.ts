import { Command, InvalidArgumentError, Option } from 'commander';
import { subgraphs } from '../subgraphs.ts';
import { CommandError, exitCodes } from './command-error.ts';

type Options = {
  readonly distributed?: boolean;
  readonly routers: number;
  readonly replicas: ReadonlyMap<string, number>;
  readonly kafka?: string;
};

/** More processes than any machine has use for. */
const mostProcesses = 32;

export const upCommand = new Command('up')
  .description('Start every part as an OS process of its own on this machine, and keep them running.')
  .option('--distributed', 'say it: without, use `caravan start`, which runs everything in one process')
  .option('--routers <count>', 'routers: the first listens on PORT, others on the ports after it', positive, 1)
  .addOption(
    new Option('--replicas <subgraph=count>', 'processes of a subgraph; may be repeated, or marketplace=2,payments=2')
      .argParser(addReplicas)
      .default(new Map(), 'one of each'),
  )
  .option('--kafka <host:port>', 'carry events on this Kafka (KAFKA_BROKERS); by default the embedded log')
  .addHelpText(
    'after',
    `
Parts: Postgres (unless DATABASE_URL is set), sandbox payments (unless in production or SANDBOX_URL is set),
${subgraphs.map(({ name }) => name).join(', ')}, and routers. They share CARAVAN_DATA and its secrets; the output of each
is in <CARAVAN_DATA>/logs/<part>.log. What dies is started again with growing pauses (UP_* settings); Ctrl+C stops all in
order, routers first and Postgres last, a second one kills. The first start loads the demo, as \`caravan start\` does.

Examples:
  caravan up --distributed
  caravan up --distributed --routers 2 --replicas marketplace=2 --kafka 127.0.0.1:9092
  PORT=8000 DATABASE_URL=postgres://… caravan up --distributed --routers 3`,
  )
  .action(async ({ distributed, routers, replicas, kafka }: Options) => {
    if (!distributed) {
      const hint = '`caravan up --distributed` runs every part as a process of its own, `caravan start` all in one.';
      throw new CommandError(hint, exitCodes.usage);
    }
    // All that runs parts comes with it; help is there without.
    const { runDistributed } = await import('../up/up.ts');
    process.exit(await runDistributed({ routers, replicas, kafka: kafka ?? null }));
  });

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1 || value > mostProcesses)
    throw new InvalidArgumentError(`Say a whole number from 1 to ${mostProcesses}.`);
  return value;
}

function addReplicas(text: string, before: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const all = new Map(before);
  for (const pair of text.split(',')) {
    const [name = '', count = '', ...rest] = pair.split('=');
    const names = subgraphs.map((each) => each.name);
    if (!names.includes(name) || rest.length > 0)
      throw new InvalidArgumentError(`Say <subgraph>=<count> with one of: ${names.join(', ')}.`);
    all.set(name, positive(count));
  }
  return all;
}
