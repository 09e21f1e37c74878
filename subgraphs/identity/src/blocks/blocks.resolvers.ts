import { fromTypeId } from '@caravan/core/ids';
import { hasScope } from '@caravan/core/principal';
import type { Result } from '@caravan/core/result';
import { payload } from '@caravan/subgraph/payload';
import type DataLoader from 'dataloader';
import type { PersonView } from '../accounts/accounts.domain.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { type NotBlockable, statusOf } from './blocks.domain.ts';
import { blockUser, unblockUser } from './blocks.usecases.ts';

const messages = {
  NotBlockable: ({ why }: NotBlockable) =>
    why === 'ONESELF'
      ? 'Nobody blocks or unblocks themselves.'
      : 'Only a SUPER_ADMIN blocks and unblocks your equals and betters.',
};

export const blockResolvers: Resolvers = {
  Mutation: {
    blockUser: async (_root, { input }, { deps, caller, loaders }) => {
      const userId = fromTypeId('user', input.userId);
      const result = await blockUser(deps, { caller, userId, reason: input.reason });
      return payload(await seen(loaders.people, result), 'user', {
        ...messages,
        LastSuperAdmin: () => 'There must be a SUPER_ADMIN at all times.',
      });
    },
    unblockUser: async (_root, { input }, { deps, caller, loaders }) => {
      const result = await unblockUser(deps, { caller, userId: fromTypeId('user', input.userId) });
      return payload(await seen(loaders.people, result), 'user', messages);
    },
  },
  User: {
    status: (person) => (person.isOpen ? statusOf(person) : null),
    blockReason: ({ blockReason }, _arguments, { principal }) =>
      hasScope(principal, 'user:read:any') ? blockReason : null,
  },
};

async function seen<Refusal>(
  people: DataLoader<string, PersonView | null>,
  result: Result<string, Refusal>,
): Promise<Result<PersonView | null, Refusal>> {
  return result.ok ? { ok: true, value: await people.clear(result.value).load(result.value) } : result;
}
