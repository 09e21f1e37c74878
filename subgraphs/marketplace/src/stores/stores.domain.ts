import { type InvalidInput, invalidInput } from '@caravan/core/errors';
import { isCurrency } from '@caravan/core/money';
import { hasScope, type Principal } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';

export type StoreStatus = 'PENDING' | 'ACTIVE' | 'SUSPENDED';
export type StoreRole = 'OWNER' | 'MANAGER' | 'CLERK';

export type Store = {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly description: string;
  readonly currency: string;
  readonly status: StoreStatus;
  readonly version: number;
  readonly createdAt: Date;
};

export type StoreStaffMember = {
  readonly storeId: string;
  readonly userId: string;
  readonly role: StoreRole;
  readonly since: Date;
};

/** Roles that may run products, stock, shipping and orders. */
export const sellingRoles: readonly StoreRole[] = ['OWNER', 'MANAGER', 'CLERK'];
export const managingRoles: readonly StoreRole[] = ['OWNER', 'MANAGER'];

/** Every legal step; a pair that is absent is refused. */
export const nextStatuses: Record<StoreStatus, readonly StoreStatus[]> = {
  PENDING: ['ACTIVE'],
  ACTIVE: ['SUSPENDED'],
  SUSPENDED: ['ACTIVE'],
};

export type StoreTransitionRefused = { kind: 'StoreTransitionRefused'; status: StoreStatus };
export type StoreVersionConflict = { kind: 'StoreVersionConflict'; current: Store };
export type SlugTaken = { kind: 'SlugTaken'; path: readonly string[]; slug: string };
export type LastOwner = { kind: 'LastOwner'; path: readonly string[] };

export function move(store: Store, status: StoreStatus): Result<Store, StoreTransitionRefused> {
  if (!nextStatuses[store.status].includes(status))
    return fail({ kind: 'StoreTransitionRefused', status: store.status });
  return ok({ ...store, status, version: store.version + 1 });
}

/** Whether a store keeps an owner when one of its people gets another role, or leaves (null). */
export function keepsAnOwner(staff: readonly StoreStaffMember[], userId: string, role: StoreRole | null): boolean {
  if (role === 'OWNER') return true;
  return staff.some((member) => member.role === 'OWNER' && member.userId !== userId);
}

export type StoreTexts = { name?: string | undefined; description?: string | undefined };

/** Everything that is wrong with a store's texts. */
export function validateStoreTexts({ name, description }: StoreTexts): InvalidInput[] {
  const problems: InvalidInput[] = [];
  if (name !== undefined && (name.trim().length === 0 || name.length > 100)) {
    problems.push(invalidInput(['input', 'name'], 'A name has 1 to 100 characters.'));
  }
  if (description !== undefined && description.length > 5_000) {
    problems.push(invalidInput(['input', 'description'], 'A description has at most 5,000 characters.'));
  }
  return problems;
}

export function validateStoreApplication(application: {
  name: string;
  slug: string;
  description: string;
  currency: string;
}): InvalidInput[] {
  const problems = validateStoreTexts(application);
  if (!/^(?=.{3,60}$)[a-z0-9]+(-[a-z0-9]+)*$/.test(application.slug)) {
    problems.push(invalidInput(['input', 'slug'], 'A slug has 3 to 60 of a-z, 0-9 and single - between them.'));
  }
  if (!isCurrency(application.currency)) {
    problems.push(invalidInput(['input', 'currency'], 'Not a currency of ISO 4217.'));
  }
  return problems;
}

/** The public sees ACTIVE stores; their people and support see every status. */
export function isStoreVisible(store: Store, viewer: { role: StoreRole | null; principal: Principal }): boolean {
  if (store.status === 'ACTIVE' || viewer.role !== null) return true;
  return hasScope(viewer.principal, 'store:read:any') || hasScope(viewer.principal, 'store:approve');
}

/** Who works for a store is for its owners, managers and support. */
export function isStaffVisible(viewer: { role: StoreRole | null; principal: Principal }): boolean {
  if (viewer.role !== null && managingRoles.includes(viewer.role)) return true;
  return hasScope(viewer.principal, 'store:read:any');
}
