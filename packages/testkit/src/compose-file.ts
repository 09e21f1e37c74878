import { readFileSync } from 'node:fs';
import type { Environment } from '@caravan/config/configuration';
import { parse } from 'yaml';
import { z } from 'zod';

const service = z.looseObject({
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string()).optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  restart: z.string().optional(),
  stop_grace_period: z.string().optional(),
  build: z.string().optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
  healthcheck: z.looseObject({ test: z.array(z.string()) }).optional(),
  deploy: z.object({ resources: z.object({ limits: z.object({ cpus: z.string(), memory: z.string() }) }) }).optional(),
});

export type ComposeService = z.output<typeof service>;
export type ComposeFile = { readonly services: Readonly<Record<string, ComposeService>> };

/** The services of a compose file (https://compose-spec.io), with anchors merged and variables not yet put in. */
export function readCompose(file: string): ComposeFile {
  return parseCompose(readFileSync(file, 'utf8'));
}

export function parseCompose(text: string): ComposeFile {
  return z.object({ services: z.record(z.string(), service) }).parse(readYaml(text));
}

/** YAML as compose reads it: with merge keys (`<<`). */
export function readYaml(text: string): unknown {
  return parse(text, { merge: true });
}

/**
 * Puts variables in as compose does: `${NAME}`, `${NAME:-default}` and `${NAME:?why it is needed}`.
 *
 * @throws Error for a needed variable that is absent or empty.
 */
export function interpolate(text: string, variables: Environment): string {
  return text.replace(variablePattern, (_whole, name: string, kind?: string, rest = '') => {
    const value = variables[name];
    if (value) return value;
    if (kind === ':?') throw new Error(`${name} is needed: ${rest || 'it is not set'}`);
    return kind === ':-' ? rest : '';
  });
}

/** Variables that a text names. */
export function variablesIn(text: string): string[] {
  return Array.from(text.matchAll(variablePattern), ([, name = '']) => name);
}

const variablePattern = /\$\{([A-Z0-9_]+)(?:(:[-?])([^}]*))?\}/g;
