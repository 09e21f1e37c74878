import { Command } from 'commander';
import { type Caravan, startCaravan } from '../caravan.ts';
import { demoConfiguration, demoPeople, loadDemo } from '../demo/demo.ts';
import { signInLines } from '../demo/sign-in-lines.ts';
import { openStart, runUntilSignal } from './process.ts';

export const startCommand = new Command('start')
  .description('Start everything in this process: router, subgraphs, embedded Postgres, sandbox payments.')
  .action(async () => {
    const { configuration: settings, logger, logFile } = openStart();
    const configuration = demoConfiguration(settings);
    await using opened = new AsyncDisposableStack();
    const caravan = await startCaravan({ configuration, logger, people: () => demoPeople(configuration) });
    opened.defer(() => caravan.stop());
    await loadDemo(caravan, (line) => console.log(line));
    await runUntilSignal(welcome(caravan, demoPeople(configuration), logFile), () => opened.disposeAsync());
  });

type People = ReturnType<typeof demoPeople>;

function welcome({ url, sandboxUrl, configuration }: Caravan, people: People, logFile: string | null): string {
  const lines = [
    '',
    'Caravan is running.',
    '',
    `  Explorer       ${url}/`,
    `  GraphQL        ${url}/graphql  (HTTP and WebSocket)`,
    `  Mail outbox    ${url}/mail`,
    `  Health         ${url}/health/ready    Metrics ${url}/metrics`,
    ...(sandboxUrl ? [`  Sandbox payments  ${sandboxUrl}/  (no real money)`] : []),
    `  Data           ${configuration.platform.dataFolder}  (forget it with: npm run caravan -- reset)`,
    ...(logFile ? [`  Log            ${logFile}`] : []),
    '',
    ...(people.length > 0
      ? ['Sign in with one click in the explorer, or with logIn as:', '', ...signInLines(people), '']
      : []),
    'Try: open the explorer, sign in as a buyer, run the example "Order updates" in one tab',
    'and "Start checkout" in another. Ctrl+C stops; a second start keeps the data.',
    '',
  ];
  return lines.join('\n');
}
