import { matrix, type Operation, type Principal } from './matrix.ts';
import { byId, input, mutation } from './operations.ts';
import type { World } from './world.ts';

const table = `
  field                                  rule           nobody           guest            buyerA     buyerB     vendorX    vendorY    admin
  Query.admins                           admin:manage   UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  ok
  Query.users                            user:read:any  UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  ok
  Query.user                             user:read:any  UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  ok
  Query.adminActions                     audit:read     UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  empty
  Query.systemSettings                   setting:write  UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  ok
  Query.systemSetting                    setting:write  UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  ok
  Query.systemSetting/unknown            setting:write  UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  null
  Query.publicSettings                   public         ok               ok               ok         ok         ok         ok         ok
  Mutation.grantRole/oneself             role:grant     UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  NotOneself
  Mutation.grantScope                    admin:manage   UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  ok
  Mutation.grantScope/ofCustomer         admin:manage   UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  NotOfStaff
  Mutation.grantScope/manageAdmins       admin:manage   UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  ScopeNotGrantable
  Mutation.revokeScope                   admin:manage   UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  ok
  Mutation.blockUser                     user:block     UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  ok
  Mutation.blockUser/oneself             user:block     UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  NotBlockable
  Mutation.unblockUser                   user:block     UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  ok
  Mutation.setSystemSetting              setting:write  UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  ok
  Mutation.setSystemSetting/wrongType    setting:write  UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  InvalidInput
  Mutation.setSystemSetting/oldVersion   setting:write  UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  SettingVersionConflict
  Mutation.resetSystemSetting            setting:write  UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN  FORBIDDEN  FORBIDDEN  FORBIDDEN  ok
  User.status                            -              UNAUTHENTICATED  UNAUTHENTICATED  ok         null       null       null       ok
  User.blockReason                       -              UNAUTHENTICATED  UNAUTHENTICATED  null       null       null       null       null
  User.activity                          authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok         null       null       null       ok
`;

const page = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const setting = 'setting { key value version isDefault }';

/** Buyer A as whoever sees the order sees its buyer: only store X's people among the strangers. */
function ofBuyerA(selection: string): Operation {
  return byId(`query Matrix($id: ID!) { order(id: $id) { buyer { ${selection} } } }`, ({ trade }) => trade.orderId);
}

const grantRole = `mutation GrantRole($input: GrantRoleInput!) {
  grantRole(input: $input) { user { id } errors { __typename ... on UserError { message } } }
}`;

/** Somebody who may be changed without being in the way of others; only the admin gets that far. */
async function somebody({ people, bystander }: World, who: Principal): Promise<string> {
  return who === 'admin' ? (await people.customer('somebody')).id : bystander.id;
}

async function helper(world: World, who: Principal): Promise<string> {
  const userId = await somebody(world, who);
  if (who === 'admin') await world.client.mutate(grantRole, { userId, role: 'SUPPORT' }, { token: world.admin.token });
  return userId;
}

const scopeOf = (whose: typeof somebody, scope: string) =>
  input(async (world, who) => ({ userId: await whose(world, who), scope }));
const blocked = input(async (world, who) => ({ userId: await somebody(world, who), reason: 'A test' }));
const wish = (key: string, value: unknown, more = {}) => input(() => ({ key, value, ...more }));

export const staffMatrix = matrix(table, {
  'Query.admins': {
    document: `query Matrix { admins(first: 5) {
      nodes { user { id } roles extraScopes scopes lastLoginAt } edges { cursor node { roles } } ${page}
    } }`,
  },
  'Query.users': {
    document: `query Matrix($filter: UserFilter) { users(filter: $filter, first: 5) {
      nodes { id email } edges { cursor node { id } } ${page}
    } }`,
    variables: ({ buyerA }) => ({ filter: { email: buyerA.email, role: 'CUSTOMER', status: 'ACTIVE' } }),
  },
  'Query.user': byId('query Matrix($id: ID!) { user(id: $id) { id email } }', ({ buyerA }) => buyerA.id),
  'Query.adminActions': {
    document: `query Matrix($filter: AdminActionFilter) { adminActions(filter: $filter) {
      nodes { id } edges { cursor node { id } } ${page}
    } }`,
    variables: () => ({ filter: { action: 'nothingThatAnybodyDoes' } }),
  },
  'Query.systemSettings': {
    document: 'query Matrix { systemSettings { key description schema isPublic value default isDefault version } }',
  },
  'Query.systemSetting': {
    document: `query Matrix { systemSetting(key: "support.email") { key changedAt changedBy { id } history(first: 5) {
      nodes { version at by { id } oldValue newValue isReset } edges { cursor node { version } } ${page}
    } } }`,
  },
  'Query.systemSetting/unknown': { document: 'query Matrix { systemSetting(key: "no.such") { key } }' },
  'Query.publicSettings': { document: 'query Matrix { publicSettings { key value } }' },
  'Mutation.grantRole/oneself': mutation(
    'grantRole',
    'user { id }',
    input(({ admin }) => ({ userId: admin.id, role: 'SUPPORT' })),
  ),
  'Mutation.grantScope': mutation('grantScope', 'admin { user { id } extraScopes }', scopeOf(helper, 'user:block')),
  'Mutation.grantScope/ofCustomer': mutation('grantScope', 'admin { roles }', scopeOf(somebody, 'user:block')),
  'Mutation.grantScope/manageAdmins': mutation('grantScope', 'admin { roles }', scopeOf(helper, 'admin:manage')),
  'Mutation.revokeScope': mutation('revokeScope', 'admin { user { id } extraScopes }', scopeOf(helper, 'user:block')),
  'Mutation.blockUser': mutation('blockUser', 'user { id status blockedAt blockReason }', blocked),
  'Mutation.blockUser/oneself': mutation(
    'blockUser',
    'user { id }',
    input(({ admin }) => ({ userId: admin.id, reason: 'A test' })),
  ),
  'Mutation.unblockUser': mutation(
    'unblockUser',
    'user { id status }',
    input(async (world, who) => ({ userId: await somebody(world, who) })),
  ),
  'Mutation.setSystemSetting': mutation('setSystemSetting', setting, wish('support.email', 'help@example.com')),
  'Mutation.setSystemSetting/wrongType': mutation('setSystemSetting', setting, wish('support.email', [7])),
  'Mutation.setSystemSetting/oldVersion': mutation(
    'setSystemSetting',
    setting,
    wish('support.email', null, { version: 999 }),
  ),
  'Mutation.resetSystemSetting': mutation(
    'resetSystemSetting',
    setting,
    input(() => ({ key: 'support.email' })),
  ),
  'User.status': ofBuyerA('status'),
  'User.blockReason': ofBuyerA('blockReason'),
  'User.activity': ofBuyerA(`activity(first: 5) {
    nodes { id kind at detail origin { clientAddress userAgent } reason } edges { cursor node { id } } ${page}
  }`),
});
