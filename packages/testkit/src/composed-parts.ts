import type { Environment } from '@caravan/config/configuration';
import type { CliProcess } from './cli-process.ts';
import { type ComposeFile, type ComposeService, interpolate } from './compose-file.ts';
import { freePort } from './free-port.ts';
import { type ImageTree, imageEnvironment } from './image-tree.ts';

/** Addresses of the compose file, such as `postgres:5432`, to those of this machine. */
export type Addresses = ReadonlyMap<string, string>;

/** A service of the compose file as a plain process. */
export type ComposedPart = {
  readonly name: string;
  readonly url: string;
  /** Its `CARAVAN_DATA`. */
  readonly folder: string;
  readonly process: CliProcess;
  /** Asks as the container's health check does; its exit code. */
  checkHealth(): Promise<number | null>;
};

/** Services that run our image. */
export function ourServices({ services }: ComposeFile): [name: string, service: ComposeService][] {
  return Object.entries(services).filter(([, { image }]) => image.startsWith('caravan:'));
}

/** A free port for each port that a part of ours listens on. */
export async function placesOfParts(compose: ComposeFile): Promise<Map<string, string>> {
  const places = new Map<string, string>();
  for (const [name, service] of ourServices(compose))
    places.set(`${name}:${portOf(service)}`, `127.0.0.1:${await freePort()}`);
  return places;
}

/**
 * Starts a service with the command and environment of the compose file; names of hosts lead to this machine, it listens
 * on 127.0.0.1 only, and it is given more time. Answers when it serves.
 */
export async function startComposed(
  [name, service]: [string, ComposeService],
  { variables, addresses, image }: { variables: Environment; addresses: Addresses; image: ImageTree },
): Promise<ComposedPart> {
  const place = addresses.get(`${name}:${portOf(service)}`) ?? '';
  const [, port = ''] = place.split(':');
  const here = (text: string) => relocated(interpolate(text, variables), addresses);
  const given = Object.entries(service.environment ?? {}).map(([key, value]) => [key, here(value)]);
  const folder = image.newDataFolder();
  const environment = {
    ...imageEnvironment(),
    ...Object.fromEntries(given),
    CARAVAN_HOST: '127.0.0.1',
    CARAVAN_DATA: folder,
    ...(service.environment?.TRUSTED_PROXIES && { TRUSTED_PROXIES: '127.0.0.1' }),
    PORT: port,
    SANDBOX_PORT: port,
    ...patience,
  };
  const args = (service.command ?? []).map((word) => (word === portOf(service) ? port : word));
  const process = image.run(args, environment);
  const url = `http://${place}`;
  await process.until(`${url}\n`);
  // The check of the image asks at PORT, one of the service names an address.
  const asked = service.healthcheck?.test.slice(4).map((word) => word.replace(`:${portOf(service)}/`, `:${port}/`));
  return {
    name,
    url,
    folder,
    process,
    checkHealth: () => image.run(['health', ...(asked ?? [])], { PORT: port }).ended,
  };
}

/** A machine that runs tests runs all parts, Kafka and Postgres on two cores, and other tests beside. */
const patience = { BCRYPT_COST: '4', FETCH_TIMEOUT_MS: '15000', OPERATION_TIMEOUT_MS: '20000' };

/** Replaces every `host:port` that is known. */
export function relocated(text: string, addresses: Addresses): string {
  return text.replace(/[a-z][a-z0-9-]*:\d+/g, (address) => addresses.get(address) ?? address);
}

/** What a part of ours listens on inside its container. */
export function portOf({ command = [] }: ComposeService): string {
  if (command[0] === 'sandbox') return '4001';
  const option = command.indexOf('--port');
  return (option < 0 ? imageEnvironment().PORT : command[option + 1]) ?? '';
}
