import { fromTypeId } from '@caravan/core/ids';
import type { Principal, Role } from '@caravan/core/principal';
import type { Result } from '@caravan/core/result';
import { payload } from '@caravan/subgraph/payload';
import type { Person } from '../accounts/accounts.domain.ts';
import { viewPeople } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { grantRole, revokeRole } from './managing-roles.usecases.ts';

const messages = { RoleNotManageable: () => 'You may not give or take this role.' };

export const roleResolvers: Resolvers = {
  Mutation: {
    grantRole: async (_root, { input }, { deps, principal }) =>
      payload(await seenBy(deps, principal, await grantRole(deps, toCommand(principal, input))), 'user', messages),
    revokeRole: async (_root, { input }, { deps, principal }) =>
      payload(await seenBy(deps, principal, await revokeRole(deps, toCommand(principal, input))), 'user', {
        ...messages,
        LastSuperAdmin: () => 'There must be a SUPER_ADMIN at all times.',
      }),
  },
};

function toCommand(principal: Principal, { userId, role }: { userId: string; role: Role }) {
  return { principal, userId: fromTypeId('user', userId), role };
}

async function seenBy<Refusal>(deps: Deps, viewer: Principal, result: Result<Person, Refusal>) {
  if (!result.ok) return result;
  const [view] = await viewPeople(deps, viewer, [result.value.id]);
  return { ok: true as const, value: view ?? null };
}
