import type { Environment } from '@caravan/config/configuration';
import { asAdministrator } from './administrator.ts';

/** A transport that Caravan may run on, and what a test can do to it. */
export type TransportForm = {
  readonly name: string;
  readonly settings: Environment;
  /** Takes from it where groups stand, while none of them is active. */
  forgetOffsets(adminUrl: string, groups: readonly string[]): Promise<void>;
  stop(): Promise<void>;
};

export async function transportForms(): Promise<TransportForm[]> {
  return [embedded];
}

const embedded: TransportForm = {
  name: 'the embedded log',
  settings: {},
  forgetOffsets: async (adminUrl, groups) => {
    await asAdministrator(
      adminUrl,
      (admin) => admin`delete from events.offsets where consumer_group in ${admin(groups)}`,
    );
  },
  stop: async () => {},
};
