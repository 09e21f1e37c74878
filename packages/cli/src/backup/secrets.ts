import { createHmac } from 'node:crypto';
import { type Configuration, settingGroups } from '@caravan/config/configuration';
import type { Setting } from '@caravan/config/setting';

/**
 * Tells whether two deployments have the same secrets, without telling the secrets: they are random and long. Of those
 * alone that every deployment must have.
 */
export function secretFingerprints(configuration: Configuration): Record<string, string> {
  const entries = Object.entries(settingGroups).flatMap(([group, settings]) =>
    Object.entries<Setting>(settings)
      .filter(([, { secret, schema }]) => secret && !schema.safeParse(undefined).success)
      .map(([key, { variable }]) => {
        const values = configuration[group as keyof Configuration] as Readonly<Record<string, unknown>>;
        return [variable, fingerprint(variable, String(values[key]))] as const;
      }),
  );
  return Object.fromEntries(entries);
}

/** Variables whose value is another one than when the backup was made. */
export function differingSecrets(configuration: Configuration, recorded: Readonly<Record<string, string>>): string[] {
  const now = secretFingerprints(configuration);
  return Object.keys(recorded).filter((variable) => now[variable] !== recorded[variable]);
}

function fingerprint(variable: string, secret: string): string {
  return createHmac('sha256', secret).update(`caravan backup: ${variable}`).digest('hex').slice(0, 32);
}
