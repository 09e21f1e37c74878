import { fromTypeId } from '@caravan/core/ids';
import type { Caller, Principal, Role } from '@caravan/core/principal';
import type { Result } from '@caravan/core/result';
import { payload } from '@caravan/subgraph/payload';
import type { Person } from '../accounts/accounts.domain.ts';
import { viewPeople } from '../accounts/usecases/people.ts';
import { withNodes } from '../connection.ts';
import type { Deps } from '../deps.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { grantScope, listAdmins, revokeScope } from './admins.usecases.ts';
import { grantRole, revokeRole } from './managing-roles.usecases.ts';
import { allScopes } from './roles.domain.ts';

const roleMessages = { RoleNotManageable: () => 'You may not give or take this role.' };
const scopeMessages = { ScopeNotGrantable: () => 'You may not give or take this scope.' };
const notOneself = { NotOneself: () => 'Nobody gives themselves rights.' };

export const roleResolvers: Resolvers = {
  Query: {
    admins: async (_root, page, { deps, caller }) => withNodes(await listAdmins(deps, caller, page)),
  },
  Mutation: {
    grantRole: async (_root, { input }, { deps, caller }) =>
      payload(await seenBy(deps, caller.principal, await grantRole(deps, toCommand(caller, input))), 'user', {
        ...roleMessages,
        ...notOneself,
      }),
    revokeRole: async (_root, { input }, { deps, caller }) =>
      payload(await seenBy(deps, caller.principal, await revokeRole(deps, toCommand(caller, input))), 'user', {
        ...roleMessages,
        LastSuperAdmin: () => 'There must be a SUPER_ADMIN at all times.',
      }),
    grantScope: async (_root, { input: { userId, scope } }, { deps, caller }) =>
      payload(await grantScope(deps, { caller, userId: fromTypeId('user', userId), scope }), 'admin', {
        ...scopeMessages,
        ...notOneself,
        NotOfStaff: () => 'Only the staff has scopes beyond those of roles. Grant a role first.',
      }),
    revokeScope: async (_root, { input: { userId, scope } }, { deps, caller }) =>
      payload(await revokeScope(deps, { caller, userId: fromTypeId('user', userId), scope }), 'admin', scopeMessages),
  },
  AdminUser: {
    user: ({ id }, _arguments, { loaders }) => loaders.people.load(id),
    roles: ({ roles }) => [...roles],
    extraScopes: ({ extraScopes }) => [...extraScopes],
    scopes: (admin) => allScopes(admin),
    lastLoginAt: async ({ id }, _arguments, { loaders }) => (await loaders.people.load(id))?.lastSignedInAt ?? null,
  },
};

function toCommand(caller: Caller, { userId, role }: { userId: string; role: Role }) {
  return { caller, userId: fromTypeId('user', userId), role };
}

async function seenBy<Refusal>(deps: Deps, viewer: Principal, result: Result<Person, Refusal>) {
  if (!result.ok) return result;
  const [view] = await viewPeople(deps, viewer, [result.value.id]);
  return { ok: true as const, value: view ?? null };
}
