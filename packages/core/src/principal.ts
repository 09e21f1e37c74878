/**
 * Who asks. A guest is not authenticated; anonymous has no token at all; a partner is a program with an API key of its
 * own and no person's token; `router` polls schemas.
 */
export type Principal = {
  readonly kind: 'anonymous' | 'guest' | 'user' | 'partner' | 'router';
  /** UUID of the user, guest or partner's key; null for anonymous and router. */
  readonly id: string | null;
  /** UUID of the session that the access token belongs to; a partner's key is its own. */
  readonly sessionId: string | null;
  readonly roles: readonly Role[];
  readonly scopes: readonly Scope[];
};

export const roles = [
  'GUEST',
  'CUSTOMER',
  'VENDOR',
  'COURIER',
  'PROFESSIONAL',
  'SUPPORT',
  'OPERATOR',
  'MANAGER',
  'ADMIN',
  'SUPER_ADMIN',
  'PARTNER',
] as const;
export type Role = (typeof roles)[number];

/** What a role may do; ownership ("mine") is never a scope, use cases check it. */
export const scopes = [
  'cart:use',
  'user:read:any',
  'user:block',
  'role:grant',
  'admin:manage',
  'kyc:review',
  'audit:read',
  'setting:write',
  'api-key:write',
  'store:approve',
  'store:read:any',
  'category:write',
  'product:write:any',
  'order:read:any',
  'order:write:any',
  'payment:read:any',
  'payment:refund:any',
  'ledger:read',
] as const;
export type Scope = (typeof scopes)[number];

const support: readonly Scope[] = ['user:read:any', 'store:read:any', 'order:read:any', 'payment:read:any'];
const operator: readonly Scope[] = [...support, 'order:write:any', 'payment:refund:any'];
const manager: readonly Scope[] = [
  ...operator,
  'store:approve',
  'category:write',
  'product:write:any',
  'user:block',
  'kyc:review',
];
const admin: readonly Scope[] = [
  ...manager,
  'role:grant',
  'audit:read',
  'setting:write',
  'api-key:write',
  'ledger:read',
];
const superAdmin: readonly Scope[] = [...admin, 'admin:manage'];

/** The one table of what each role may do. */
export const scopesOfRole: Readonly<Record<Role, readonly Scope[]>> = {
  GUEST: ['cart:use'],
  CUSTOMER: ['cart:use'],
  VENDOR: [],
  COURIER: [],
  PROFESSIONAL: [],
  SUPPORT: support,
  OPERATOR: operator,
  MANAGER: manager,
  ADMIN: admin,
  SUPER_ADMIN: superAdmin,
  PARTNER: [],
};

export function scopesOf(held: readonly Role[]): Scope[] {
  return [...new Set(held.flatMap((role) => scopesOfRole[role]))].sort();
}

export const anonymous: Principal = { kind: 'anonymous', id: null, sessionId: null, roles: [], scopes: [] };

export function hasScope(principal: Principal, scope: Scope): boolean {
  return principal.scopes.includes(scope);
}

/** What a subgraph knows of the call it serves; made by the router, signed on its way over HTTP. */
export type Caller = {
  readonly principal: Principal;
  /** Correlates log lines, events and errors of one client request. */
  readonly requestId: string;
  /** The client's IP address behind trusted proxies; null for calls that no client made. */
  readonly clientAddress: string | null;
  readonly userAgent: string | null;
};
