import { readEnvironment } from '@caravan/config/environment';
import { Command } from 'commander';

const timeoutMs = 3_000;

/** For containers, whose image has no other client. Needs no configuration: a check must not fail for want of a secret. */
export const healthCommand = new Command('health')
  .description('Ask a part whether it is up; exits with 0 if it is, else with 1.')
  .argument('[url]', 'address to ask; by default /health/live of this machine at PORT')
  .action(async (url?: string) => {
    const asked = url ?? `http://127.0.0.1:${readEnvironment().PORT || '4000'}/health/live`;
    const answer = await ask(asked);
    console.log(`${asked}: ${answer.told}`);
    process.exitCode = answer.up ? 0 : 1;
  });

async function ask(url: string): Promise<{ up: boolean; told: string }> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
    return { up: response.ok, told: `${response.status} ${await response.text()}` };
  } catch (error) {
    const { message, cause } = error as Error;
    return { up: false, told: cause instanceof Error ? cause.message : message };
  }
}
