import { describeConfiguration } from '@caravan/config/configuration';
import { generatedSecrets, readEnvironment } from '@caravan/config/environment';
import { Command } from 'commander';

export const configCommand = new Command('config')
  .description('Print every setting with its value, where it comes from, and what it is for. Secrets are masked.')
  .option('--json', 'as JSON')
  .action(({ json }: { json?: boolean }) => {
    const environment = readEnvironment();
    const production = environment.NODE_ENV === 'production';
    const settings = describeConfiguration(environment, production ? {} : generatedSecrets(environment));
    if (json) {
      console.log(JSON.stringify(settings, null, 2));
      return;
    }
    for (const { variable, value, source, description } of settings) {
      console.log(`${variable}=${value}  (${source})\n    ${description}`);
    }
  });
