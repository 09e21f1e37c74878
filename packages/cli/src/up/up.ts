import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Configuration, Environment } from '@caravan/config/configuration';
import { loadConfiguration, readEnvironment } from '@caravan/config/environment';
import { findEmbeddedServer } from '@caravan/database/embedded-server';
import { OperationError } from '../client/graphql-client.ts';
import { firstSignal } from '../commands/process.ts';
import { demoConfiguration, demoPeople, loadDemo } from '../demo/demo.ts';
import { signInLines } from '../demo/sign-in-lines.ts';
import { subgraphs } from '../subgraphs.ts';
import { type Display, openDisplay, tableNow } from './display.ts';
import { launchPart } from './launch.ts';
import { memoryOf } from './memory.ts';
import { openPart } from './part.ts';
import { openPartLog, type PartLog } from './part-log.ts';
import { type PartPlan, planParts, type UpPlan, type Wishes } from './plan.ts';
import { choosePorts, portProbe } from './ports.ts';
import { seconds } from './status-table.ts';
import { type Supervisor, supervise } from './supervisor.ts';

/** Runs every part as a process of its own until a signal comes; the exit code. */
export async function runDistributed(wishes: Wishes & { readonly kafka: string | null }): Promise<number> {
  const { configuration, environment } = settingsOf(wishes.kafka);
  const startedAt = performance.now();
  const folder = join(configuration.platform.dataFolder, 'postgres');
  if (findEmbeddedServer(folder))
    throw new Error(`Caravan is already running on ${folder}. Stop it, or choose another CARAVAN_DATA.`);
  await checkBrokers(configuration);
  const ports = choosePorts(portProbe(configuration.platform.host));
  const names = subgraphs.map(({ name }) => name);
  const plan = await planParts({ configuration, environment, subgraphs: names, wishes, ports });

  const lost = Promise.withResolvers<string>();
  const { supervisor, display, close } = openSupervisor(configuration, plan, lost.resolve);
  const signal = firstSignal(supervisor.kill).then(() => null);
  try {
    display.say(`Starting ${plan.stages.flat().length} processes …`);
    const ready = bringUp(configuration, plan, { supervisor, display }).then(() => {
      display.say(`Ready after ${seconds(performance.now() - startedAt)}. Ctrl+C stops all in order.`);
      return Promise.race([signal, lost.promise]);
    });
    const failure = await Promise.race([signal, lost.promise, ready]);
    display.say(failure === null ? 'Stopping: routers first, Postgres last …' : `Stopping, since ${failure}`);
    await supervisor.stop();
    display.say('All processes have ended.');
    return failure === null ? 0 : 1;
  } catch (error) {
    await supervisor.stop();
    throw error;
  } finally {
    close();
  }
}

/** What this process reads, and what every part gets: the same, since the parts read it from their environment. */
function settingsOf(kafka: string | null): { configuration: Configuration; environment: Environment } {
  const given: Environment = { ...readEnvironment(), ...(kafka !== null && { KAFKA_BROKERS: kafka }) };
  const dataFolder = resolve(given.CARAVAN_DATA || '.caravan');
  const configuration = demoConfiguration(loadConfiguration({ ...given, CARAVAN_DATA: dataFolder }));
  const { adminEmail, adminPassword } = configuration.identity;
  const environment = {
    // Parts that start again, and those of the next start, need a third less computing for it.
    NODE_COMPILE_CACHE: join(dataFolder, 'compile-cache'),
    ...given,
    CARAVAN_DATA: dataFolder,
    ...(adminEmail && { CARAVAN_ADMIN_EMAIL: adminEmail }),
    ...(adminPassword && { CARAVAN_ADMIN_PASSWORD: adminPassword }),
  };
  return { configuration, environment };
}

type Opened = { readonly supervisor: Supervisor; readonly display: Display; close(): void };

function openSupervisor(configuration: Configuration, plan: UpPlan, onLost: (why: string) => void): Opened {
  const logs: PartLog[] = [];
  const toPart = (part: PartPlan) => {
    const log = openPartLog(logFileOf(configuration, part.name), configuration.up.logBytes);
    logs.push(log);
    return openPart({
      name: part.name,
      address: part.address,
      settings: configuration.up,
      launch: () => launchPart(part.args, part.environment(), log),
      isReady: part.isReady,
      onChange: (text) => (text === null ? display.refresh() : display.say(text)),
      // Nothing works without it; without another part, others do.
      onGivenUp: (why) => void (part.name === 'postgres' && onLost(why)),
    });
  };
  const supervisor = supervise(plan.stages.map((stage) => stage.map(toPart)));
  const display = openDisplay({ output: process.stdout, statuses: supervisor.statuses, memory: memoryOf });
  return {
    supervisor,
    display,
    close: () => {
      display.close();
      for (const log of logs) log.close();
    },
  };
}

function logFileOf({ platform }: Configuration, part: string): string {
  return join(platform.dataFolder, 'logs', `${part}.log`);
}

async function bringUp(
  configuration: Configuration,
  plan: UpPlan,
  { supervisor, display }: Pick<Opened, 'supervisor' | 'display'>,
): Promise<void> {
  await supervisor.start();
  await loadDemoPatiently(configuration, plan, display.say);
  display.show(welcome(configuration, plan));
  if (process.stdout.isTTY) return;
  const options = { output: process.stdout, statuses: supervisor.statuses, memory: memoryOf };
  display.show(`${tableNow(options).join('\n')}\n`);
}

/** A part may die meanwhile, and is started again; what is loaded already is not loaded twice. */
async function loadDemoPatiently(
  configuration: Configuration,
  { routers }: UpPlan,
  say: (line: string) => void,
): Promise<void> {
  const { attempts } = configuration.up;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      return await loadDemo({ url: routers[0] ?? '', configuration }, say);
    } catch (error) {
      if (!(error instanceof OperationError)) throw error;
      say(`The demo could not be loaded: ${error.message}`);
      await pause(demoPauseMs);
    }
  }
  say('Caravan runs without the whole demo; the next start loads the rest.');
}

function welcome(configuration: Configuration, { routers, sandboxUrl }: UpPlan): string {
  const { platform, kafka } = configuration;
  const people = demoPeople(configuration);
  return [
    '',
    'Caravan is running, every part as a process of its own.',
    '',
    ...routers.map((url, index) => `  Router ${index + 1}          ${url}/   explorer; GraphQL at ${url}/graphql`),
    ...(sandboxUrl ? [`  Sandbox payments  ${sandboxUrl}/   no real money`] : []),
    `  Events            ${kafka.brokers.length > 0 ? `Kafka at ${kafka.brokers.join(', ')}` : 'embedded log in Postgres'}`,
    `  Data              ${platform.dataFolder}`,
    `  Logs              ${join(platform.dataFolder, 'logs')}/<part>.log`,
    '',
    ...(people.length > 0
      ? ['Sign in with one click in the explorer, or with logIn as:', '', ...signInLines(people), '']
      : []),
  ].join('\n');
}

const demoPauseMs = 3_000;
const brokerTimeoutMs = 3_000;

/** One that answers is enough; parts that wait for a Kafka that is not there would say so much later. */
async function checkBrokers({ kafka }: Configuration): Promise<void> {
  if (kafka.brokers.length === 0) return;
  const answers = await Promise.all(kafka.brokers.map(answersAt));
  if (!answers.includes(true))
    throw new Error(`No Kafka answers at ${kafka.brokers.join(', ')} (KAFKA_BROKERS, --kafka).`);
}

function answersAt(broker: string): Promise<boolean> {
  const { hostname, port } = new URL(`kafka://${broker}`);
  return new Promise((tell) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || 9092),
      timeout: brokerTimeoutMs,
    });
    const end = (answers: boolean) => {
      socket.destroy();
      tell(answers);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}
