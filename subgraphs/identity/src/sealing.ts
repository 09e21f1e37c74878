import type { Sealed } from '@caravan/contracts/event';
import { UserErased } from '@caravan/events/sealing';
import type { Deps } from './deps.ts';

/** Null when the person was erased: nothing can be said about them any more. */
export async function sealUnlessErased({ sealer }: Deps, userId: string, fields: unknown): Promise<Sealed | null> {
  try {
    return await sealer.seal(userId, fields);
  } catch (error) {
    if (error instanceof UserErased) return null;
    throw error;
  }
}
