import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import {
  type Configuration,
  ConfigurationError,
  type Environment,
  parseConfiguration,
  settingGroups,
} from './configuration.ts';
import type { Setting } from './setting.ts';

/** The only reader of `process.env`. */
export function readEnvironment(): Environment {
  return { ...process.env };
}

/** For libraries that can be told only by the environment, before they are started. */
export function tellLibraries(variables: Readonly<Record<string, string>>): void {
  Object.assign(process.env, variables);
}

/**
 * The configuration of this process: environment variables, then secrets generated on the first
 * start and kept in `<data folder>/secrets.json`, then defaults.
 *
 * @param part - What alone runs in this process, such as `router`: it needs no secrets that only others use.
 * @throws ConfigurationError for bad values, and in production for any secret that is needed and was not set.
 */
export function loadConfiguration(environment: Environment = readEnvironment(), part?: string): Configuration {
  const production = environment.NODE_ENV === 'production';
  const known = production ? secretsOfOthers(part) : generatedSecrets(environment);
  return parseConfiguration({ ...known, ...withoutEmpty(environment) });
}

/** Made up, since the part never uses them. */
function secretsOfOthers(part: string | undefined): Environment {
  const others = settingEntries().filter(({ parts }) => parts && part !== undefined && !parts.includes(part));
  return Object.fromEntries(others.map(({ variable }) => [variable, newSecret()]));
}

/**
 * The configuration of a router over a supergraph that is not Caravan's: environment variables, then those of a file of
 * `NAME=value` lines, then defaults. Caravan's secrets are made up, since nothing of such a router needs them.
 *
 * @throws ConfigurationError for bad values, and for names in the file that are no settings.
 */
export function loadRouterConfiguration(file: string | undefined, environment = readEnvironment()): Configuration {
  const written = file === undefined ? {} : parseEnv(readFileSync(file, 'utf8'));
  const known = new Set(settingEntries().map(({ variable }) => variable));
  const unknown = Object.keys(written).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new ConfigurationError(unknown.map((name) => `${name}: is no setting`));
  const secrets = Object.fromEntries(requiredSecrets().map((variable) => [variable, newSecret()]));
  return parseConfiguration({ ...secrets, ...withoutEmpty(written), ...withoutEmpty(environment) });
}

/** Secrets made for this data folder, by variable; made now for those that are missing. */
export function generatedSecrets(environment: Environment): Environment {
  const folder = environment.CARAVAN_DATA || '.caravan';
  const file = join(folder, 'secrets.json');
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  const missing = requiredSecrets().filter((variable) => !(variable in known));
  if (missing.length === 0) return known;
  const all = {
    ...known,
    ...Object.fromEntries(missing.map((variable) => [variable, newSecret()])),
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
  return all;
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

function settingEntries(): Setting[] {
  return Object.values(settingGroups).flatMap((group) => Object.values<Setting>(group));
}

function requiredSecrets(): string[] {
  return settingEntries()
    .filter((entry) => entry.secret && !entry.schema.safeParse(undefined).success)
    .map(({ variable }) => variable);
}

function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
}
