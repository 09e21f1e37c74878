import { createHash, randomBytes } from 'node:crypto';
import { Command } from 'commander';

export const apiKeyCommand = new Command('api-key')
  .description('Make an API key for a partner. It is shown once; the router is told its hash only.')
  .argument('<name>', 'the partner, in letters, digits and _.-')
  .action((name: string) => {
    if (!/^[\w.-]{1,64}$/.test(name)) throw new Error('A name has 1 to 64 letters, digits and _.-');
    const key = randomBytes(32).toString('base64url');
    const hash = createHash('sha256').update(key).digest('hex');
    console.log(`For the partner, who sends it in the header x-api-key:\n  ${key}`);
    console.log(`For the router, among others with commas between:\n  PARTNER_API_KEYS=${name}:${hash}`);
  });
