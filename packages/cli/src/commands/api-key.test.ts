import { entrance } from '@caravan/router/access/api-keys';
import { expect, test, vi } from 'vitest';
import { apiKeyCommand } from './api-key.ts';

test('a key that is made is taken by a router that is told its hash', async () => {
  const print = vi.spyOn(console, 'log').mockReturnValue();
  await apiKeyCommand.parseAsync(['acme'], { from: 'user' });
  const [apiKey, setting = ''] = print.mock.calls.map(([text]) => String(text).split('\n  ')[1]);
  print.mockRestore();
  const keys = [setting.replace('PARTNER_API_KEYS=', '')];
  const enter = entrance({ keys, partnerKeys: { find: () => null }, isKeyRequired: true });
  expect(enter({ endpoint: 'partner', apiKey }).entry).toMatchObject({ contract: 'partner', apiKeyId: 'acme' });
  await expect(apiKeyCommand.parseAsync(['a b'], { from: 'user' })).rejects.toThrow('letters');
});
