import { Command } from 'commander';
import { startCaravan } from '../caravan.ts';
import { demoConfiguration, demoPeople, loadDemo } from '../demo/demo.ts';
import { openProcess, runUntilSignal } from './process.ts';

export const startCommand = new Command('start')
  .description('Start everything in this process: router, subgraphs, embedded Postgres, sandbox payments.')
  .action(async () => {
    const { configuration: settings, logger } = openProcess('caravan');
    const configuration = demoConfiguration(settings);
    const caravan = await startCaravan({ configuration, logger, people: () => demoPeople(configuration) });
    await loadDemo(caravan, (line) => console.log(line));
    console.log(welcome(caravan.url, caravan.sandboxUrl, demoPeople(configuration), configuration.platform.dataFolder));
    await runUntilSignal(() => caravan.stop());
  });

type People = ReturnType<typeof demoPeople>;

function welcome(url: string, sandboxUrl: string | null, people: People, dataFolder: string): string {
  const lines = [
    '',
    'Caravan is running.',
    '',
    `  Explorer       ${url}/`,
    `  GraphQL        ${url}/graphql  (HTTP and WebSocket)`,
    `  Mail outbox    ${url}/mail`,
    `  Health         ${url}/health/ready    Metrics ${url}/metrics`,
    ...(sandboxUrl ? [`  Sandbox payments  ${sandboxUrl}/  (no real money)`] : []),
    `  Data           ${dataFolder}  (forget it with: npm run caravan -- reset)`,
    '',
    ...(people.length > 0
      ? ['Sign in with one click in the explorer, or with logIn as:', '', ...people.map(signInLine), '']
      : []),
    'Try: open the explorer, sign in as a buyer, run the example "Order updates" in one tab',
    'and "Start checkout" in another. Ctrl+C stops; a second start keeps the data.',
    '',
  ];
  return lines.join('\n');
}

function signInLine({ name, role, identifier, password }: People[number]): string {
  return `  ${name.padEnd(18)} ${role.padEnd(22)} ${identifier} / ${password}`;
}
