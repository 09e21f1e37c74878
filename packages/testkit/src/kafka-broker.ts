import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import { kafkaJars } from './kafka-jars.ts';
import { type KafkaSecurity, makeKafkaSecurity, scramArguments, securityProperties } from './kafka-security.ts';

/** A real Apache Kafka broker (KRaft, one node) for tests and benchmarks. */
export type KafkaBroker = {
  /** For `KAFKA_BROKERS`; stays the same over restarts. */
  readonly brokers: string;
  /** Null when whoever comes is let in. */
  readonly security: KafkaSecurity | null;
  /** Starts it again on the same data after `stop` or `kill`. */
  start(): Promise<void>;
  /** Shuts it down in order. */
  stop(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** SIGSTOP: it keeps its connections and says nothing, until `resume`. */
  pause(): void;
  resume(): void;
  /** Ends it and forgets its data. */
  remove(): Promise<void>;
};

/** Null when a broker can run here, else the reason for skipping what needs one. */
export const withoutKafka: string | null =
  spawnSync('java', ['-version']).status === 0 ? null : 'needs Java 17 for a Kafka broker, and there is none here';

/**
 * Starts a broker on 127.0.0.1 with free ports and its data in a temporary folder.
 *
 * @param options.secured - With TLS and users, as in production.
 */
export async function startKafkaBroker(options: { secured?: boolean } = {}): Promise<KafkaBroker> {
  if (withoutKafka) throw new Error(withoutKafka);
  const jars = await kafkaJars();
  const folder = mkdtempSync(join(tmpdir(), 'caravan-kafka-'));
  const port = await freePort();
  const properties = join(folder, 'server.properties');
  const security = options.secured ? makeKafkaSecurity(folder) : null;
  const ports = { port, controllerPort: await freePort() };
  writeFileSync(properties, serverProperties({ ...ports, folder, security }));
  await format(jars, [properties, ...(security ? scramArguments(security) : [])]);

  let child: ChildProcess | undefined;
  const start = async () => {
    child = await run(jars, properties, port);
  };
  const end = async (signal: NodeJS.Signals) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  await start();
  return {
    brokers: `127.0.0.1:${port}`,
    security,
    start,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    remove: async () => {
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function serverProperties({
  port,
  controllerPort,
  folder,
  security,
}: Record<'port' | 'controllerPort', number> & { folder: string; security: KafkaSecurity | null }) {
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': join(folder, 'data'),
    // Topics are created by Caravan, with the settings they need.
    'auto.create.topics.enable': false,
    // One node holds everything, and its own topics need not be wide.
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 4,
    'group.initial.rebalance.delay.ms': 0,
    // Killed and started again at once, it need not wait long for its former self to be given up.
    'broker.heartbeat.interval.ms': 250,
    'broker.session.timeout.ms': 1_000,
    'num.network.threads': 2,
    'num.io.threads': 4,
    ...(security ? securityProperties(security) : {}),
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

async function format(jars: string, properties: readonly string[]): Promise<void> {
  const cluster = randomBytes(16).toString('base64url');
  const child = java(jars, 128, ['kafka.tools.StorageTool', 'format', '-t', cluster, '-c', ...properties]);
  const written = collect(child);
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`Kafka's storage could not be formatted:\n${written()}`);
}

async function run(jars: string, properties: string, port: number): Promise<ChildProcess> {
  const child = java(jars, 512, ['kafka.Kafka', properties]);
  const written = collect(child);
  while (!(await answers(port))) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`Kafka ended at its start:\n${written()}`);
    await pause(50);
  }
  return child;
}

function java(jars: string, heapMegabytes: number, args: readonly string[]): ChildProcess {
  const options = [`-Xmx${heapMegabytes}m`, '-XX:+UseSerialGC', '-cp', `${jars}/*`];
  return spawn('java', [...options, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

function collect({ stdout, stderr }: ChildProcess): () => string {
  let written = '';
  const add = (chunk: Buffer) => {
    written = `${written}${chunk.toString()}`.slice(-4_000);
  };
  stdout?.on('data', add);
  stderr?.on('data', add);
  return () => written;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
    socket.unref();
    socket.once('connect', () => socket.destroy());
  });
}
