import { ConfigurationError, type Environment, settingGroups } from '@caravan/config/configuration';
import { loadConfiguration } from '@caravan/config/environment';
import type { Setting } from '@caravan/config/setting';

const settings = new Map(
  Object.values(settingGroups).flatMap((group) =>
    Object.values<Setting>(group).map((setting) => [setting.variable, setting] as const),
  ),
);

/** Which part a command line of ours runs: `router`, `sandbox`, or the name of a subgraph. */
export function partOf([command = '', name = '']: readonly string[]): string {
  return command === 'subgraph' ? name : command;
}

/** What would keep a part from starting in production with this environment, or let it start with less than it needs. */
export function problemsOfPart(part: string, environment: Environment): string[] {
  const unknown = Object.keys(environment).filter((name) => !settings.has(name));
  const missing = neededBy(part).filter((name) => !environment[name]);
  return [
    ...unknown.map((name) => `${name} is no setting`),
    ...missing.map((name) => `${name} is not given`),
    ...(environment.NODE_ENV === 'production' ? refusals(part, environment) : ['NODE_ENV is not production']),
  ];
}

/** Settings without which a part starts, but with something that is not for production. */
function neededBy(part: string): string[] {
  const own = part === 'router' ? ['SUBGRAPH_URLS', 'TRUSTED_PROXIES'] : [`${part.toUpperCase()}_DATABASE_URL`];
  // The keys of sealed data; routers and the sandbox have no use for them while Kafka carries the events.
  const sealing = ['router', 'sandbox'].includes(part) ? [] : ['EVENTS_DATABASE_URL'];
  const others: Readonly<Record<string, readonly string[]>> = { identity: ['SMTP_URL'], payments: ['SANDBOX_URL'] };
  const shared = ['CARAVAN_PUBLIC_URL', 'KAFKA_BROKERS', 'S3_BUCKET'];
  return [...shared, ...sealing, ...own, ...(others[part] ?? [])];
}

function refusals(part: string, environment: Environment): string[] {
  try {
    loadConfiguration(environment, part);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return [error.message];
  }
}

/** Whether a text that stands in a file would tell a secret: addresses do when they hold a password. */
export function tellsSecret(variable: string, text: string): boolean {
  if (!isSecret(variable) || text === '') return false;
  return URL.canParse(text) ? new URL(text).password !== '' : true;
}

export function isSecret(variable: string): boolean {
  return settings.get(variable)?.secret ?? /PASSWORD|SECRET|TOKEN|(^|_)KEY(_|$)/.test(variable);
}

/** Some value that the setting accepts, in place of a secret that is kept elsewhere. */
export function standInFor(variable: string): string {
  if (variable === 'SMTP_URL') return 'smtp://mail.example:25';
  return variable.endsWith('_URL') ? 'postgres://part:password@postgres.example:5432/part' : 'x'.repeat(64);
}
