import { z } from 'zod';
import type { Setting, SettingGroup, ValuesOf } from './setting.ts';
import { backupSettings } from './settings/backup.ts';
import { databaseSettings } from './settings/database.ts';
import { eventSettings } from './settings/events.ts';
import { externalLoginSettings } from './settings/external-logins.ts';
import { fileSettings } from './settings/files.ts';
import { identitySettings } from './settings/identity.ts';
import { kafkaSettings } from './settings/kafka.ts';
import { marketplaceSettings } from './settings/marketplace.ts';
import { paymentSettings } from './settings/payments.ts';
import { platformSettings } from './settings/platform.ts';
import { routerSettings } from './settings/router.ts';
import { upSettings } from './settings/up.ts';

/** Every setting there is, by group. */
export const settingGroups = {
  platform: platformSettings,
  database: databaseSettings,
  backup: backupSettings,
  events: eventSettings,
  kafka: kafkaSettings,
  files: fileSettings,
  router: routerSettings,
  identity: identitySettings,
  externalLogins: externalLoginSettings,
  marketplace: marketplaceSettings,
  payments: paymentSettings,
  up: upSettings,
};

export type Configuration = { readonly [Group in keyof typeof settingGroups]: ValuesOf<(typeof settingGroups)[Group]> };

/** Where a value comes from, for `caravan config`. */
export type SettingSource = 'environment' | 'generated' | 'default' | 'unset' | 'missing';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Settings that are wrong or missing; the message names every one of them, never a value. */
export class ConfigurationError extends Error {
  constructor(problems: readonly string[]) {
    super(`Configuration:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigurationError';
  }
}

/**
 * Parses every setting at once.
 *
 * @param environment - Variables by name; an empty text counts as absent.
 * @throws ConfigurationError that lists all problems.
 */
export function parseConfiguration(environment: Environment): Configuration {
  const problems: string[] = [];
  const parseGroup = (group: SettingGroup) =>
    Object.fromEntries(
      Object.entries(group).map(([key, { variable, schema }]) => {
        const result = schema.safeParse(environment[variable] || undefined);
        if (!result.success) problems.push(`${variable}: ${z.prettifyError(result.error).replace(/^✖ /, '')}`);
        return [key, result.data];
      }),
    );
  const groups = Object.fromEntries(Object.entries(settingGroups).map(([name, group]) => [name, parseGroup(group)]));
  if (problems.length > 0) throw new ConfigurationError(problems);
  return groups as Configuration;
}

export type DescribedSetting = { variable: string; value: string; source: SettingSource; description: string };

/** Every setting with its value, where it comes from, and what it is for; secrets are masked. */
export function describeConfiguration(environment: Environment, generated: Environment): DescribedSetting[] {
  return Object.values(settingGroups).flatMap((group) =>
    Object.values<Setting>(group).map((entry) => describe(entry, environment, generated)),
  );
}

function describe(entry: Setting, environment: Environment, generated: Environment): DescribedSetting {
  const { variable, description } = entry;
  const given = environment[variable] || undefined;
  const made = generated[variable];
  const absent = entry.schema.safeParse(undefined);
  const value = given ?? made ?? absent.data;
  const lacking = absent.success ? 'unset' : 'missing';
  const source = given ? 'environment' : made ? 'generated' : value === undefined ? lacking : 'default';
  return { variable, value: show(entry, value), source, description };
}

function show(entry: Setting, value: unknown): string {
  if (value === undefined) return '';
  if (entry.secret) return '***';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
