import {
  CaravanError,
  type IdempotencyKeyReused,
  type InvalidInput,
  type NotFound,
  notFound,
} from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import type { Connection, PageArguments } from '@caravan/core/pages';
import { type Caller, hasScope, type Principal, type Scope } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Executor, Transaction } from '@caravan/database/database';
import { idempotent } from '@caravan/database/idempotency';
import { openAdminRecord } from '@caravan/subgraph/record-admin-action';
import slugify from '@sindresorhus/slugify';
import type { Deps } from '../deps.ts';
import { userIdOf } from '../principal.ts';
import { validateKey } from '../validation.domain.ts';
import {
  keepsAnOwner,
  type LastOwner,
  managingRoles,
  move,
  type SlugTaken,
  type Store,
  type StoreRole,
  type StoreTransitionRefused,
  type StoreVersionConflict,
  validateStoreApplication,
  validateStoreTexts,
} from './stores.domain.ts';
import { publishStaffChanges, publishSuspended } from './stores.events.ts';
import {
  deleteStaff,
  insertStore,
  listStores,
  lockStore,
  readMemberships,
  readRole,
  readStaff,
  readStoreBySlug,
  readStores,
  type StoreListing,
  saveStore,
  upsertStaff,
} from './stores.store.ts';

export type StaffRequirement = {
  storeId: string;
  principal: Principal;
  roles: readonly StoreRole[];
  /** Scope that stands in for any role. */
  scope?: Scope;
  /** Input field that named the store, or what belongs to it. */
  path: readonly string[];
};

/**
 * The store, if the principal works for it.
 *
 * Someone else's store reads as missing, so ids cannot be probed.
 *
 * @throws CaravanError `FORBIDDEN` when the principal's role there is too low.
 */
export async function requireStaff(
  executor: Executor,
  requirement: StaffRequirement,
): Promise<Result<Store, NotFound>> {
  const { storeId, principal, roles, scope, path } = requirement;
  const [store] = await readStores(executor, [storeId]);
  if (!store) return fail(notFound(path));
  if (scope && hasScope(principal, scope)) return ok(store);
  const role = await readRole(executor, { storeId, userId: userIdOf(principal) });
  if (!role) return fail(notFound(path));
  if (!roles.includes(role)) throw new CaravanError('FORBIDDEN', 'Your role in this store does not allow that.');
  return ok(store);
}

/** Whether the principal has one of these roles in the store: then it is their own, whatever their scopes. */
export async function worksFor(
  executor: Executor,
  { storeId, principal, roles }: Pick<StaffRequirement, 'storeId' | 'principal' | 'roles'>,
): Promise<boolean> {
  if (principal.kind !== 'user' || principal.id === null) return false;
  const role = await readRole(executor, { storeId, userId: principal.id });
  return role !== null && roles.includes(role);
}

export type StoreApplication = {
  principal: Principal;
  name: string;
  slug: string | null;
  description: string | null;
  currency: string;
  idempotencyKey: string;
};

/** Opens a PENDING store, owned by the applicant. */
export async function applyForStore(
  deps: Deps,
  command: StoreApplication,
): Promise<Result<Store, InvalidInput | SlugTaken | IdempotencyKeyReused>> {
  const userId = userIdOf(command.principal);
  const { idempotencyKey, principal: _, ...input } = command;
  const application = {
    name: command.name.trim(),
    slug: command.slug ?? slugify(command.name).slice(0, 60).replace(/-+$/, ''),
    description: command.description ?? '',
    currency: command.currency,
  };
  const [problem, ...more] = [...validateStoreApplication(application), ...validateKey(idempotencyKey)];
  if (problem) return fail(problem, ...more);

  return deps.database.transaction(async (tx) => {
    const claim = { principalId: userId, operation: 'applyForStore', key: idempotencyKey, input };
    const made = await idempotent(tx, claim, () => openStore(tx, { ...application, userId, now: deps.now() }));
    return made.ok ? ok(await storeById(tx, made.value)) : made;
  });
}

type NewStore = { name: string; slug: string; description: string; currency: string; userId: string; now: Date };

async function openStore(tx: Transaction, { userId, now, ...texts }: NewStore): Promise<Result<string, SlugTaken>> {
  const store: Store = { ...texts, id: newId(), status: 'PENDING', version: 1, createdAt: now };
  if (!(await insertStore(tx, store))) {
    return fail({ kind: 'SlugTaken', path: ['input', 'slug'], slug: store.slug });
  }
  await upsertStaff(tx, { storeId: store.id, userId, role: 'OWNER', since: now });
  return ok(store.id);
}

async function storeById(executor: Executor, id: string): Promise<Store> {
  const [store] = await readStores(executor, [id]);
  if (!store) throw new Error(`Store ${id} is gone.`);
  return store;
}

/** Lets a store sell, or takes it out of sale, and tells it of each of its people. */
export async function changeStoreStatus(
  deps: Deps,
  command: { caller: Caller; storeId: string; status: 'ACTIVE' | 'SUSPENDED' },
): Promise<Result<Store, NotFound | StoreTransitionRefused>> {
  const record = await openAdminRecord(deps, command.caller);
  return deps.database.transaction(async (tx) => {
    const store = await lockStore(tx, command.storeId);
    if (!store) return fail(notFound(['input', 'storeId']));
    const decision = move(store, command.status);
    if (!decision.ok) return decision;
    await saveStore(tx, decision.value);
    await publishStaffChanges(tx, store.id, await readStaff(tx, [store.id]));
    if (command.status === 'SUSPENDED') await publishSuspended(tx, store.id);
    await record(tx, {
      action: command.status === 'ACTIVE' ? 'approveStore' : 'suspendStore',
      entityType: 'Store',
      entityId: store.id,
      oldValue: { status: store.status },
      newValue: { status: command.status },
    });
    return decision;
  });
}

export type StoreUpdate = {
  principal: Principal;
  storeId: string;
  version: number | null;
  name?: string | undefined;
  description?: string | undefined;
};

export async function updateStore(
  deps: Deps,
  command: StoreUpdate,
): Promise<Result<Store, InvalidInput | NotFound | StoreVersionConflict>> {
  const { principal, storeId, version, ...texts } = command;
  const [problem, ...more] = validateStoreTexts(texts);
  if (problem) return fail(problem, ...more);
  return deps.database.transaction(async (tx) => {
    const current = await lockStore(tx, storeId);
    const allowed = await requireStaff(tx, { storeId, principal, roles: managingRoles, path: ['input', 'storeId'] });
    if (!allowed.ok || !current) return fail(notFound(['input', 'storeId']));
    if (version !== null && version !== current.version) return fail({ kind: 'StoreVersionConflict', current });
    const store = {
      ...current,
      name: texts.name?.trim() ?? current.name,
      description: texts.description ?? current.description,
      version: current.version + 1,
    };
    await saveStore(tx, store);
    return ok(store);
  });
}

export type StaffChange = {
  principal: Principal;
  storeId: string;
  userId: string;
  /** Null: they leave. */
  role: StoreRole | null;
};

/** Adds someone to the staff, changes their role, or takes them off. By an owner; everybody may leave. */
export async function changeStaff(deps: Deps, command: StaffChange): Promise<Result<Store, NotFound | LastOwner>> {
  const { principal, storeId, userId, role } = command;
  const leaves = role === null && principal.id === userId;
  return deps.database.transaction(async (tx) => {
    // The lock on the store makes two owners who leave at once come one after the other.
    await lockStore(tx, storeId);
    const roles: readonly StoreRole[] = leaves ? ['OWNER', 'MANAGER', 'CLERK'] : ['OWNER'];
    const allowed = await requireStaff(tx, { storeId, principal, roles, path: ['input', 'storeId'] });
    if (!allowed.ok) return allowed;

    const staff = await readStaff(tx, [storeId]);
    const before = staff.find((member) => member.userId === userId);
    if (!before && role === null) return fail(notFound(['input', 'userId']));
    if (before?.role === role) return allowed;
    if (before && !keepsAnOwner(staff, userId, role)) return fail({ kind: 'LastOwner', path: ['input', 'userId'] });

    if (role === null) await deleteStaff(tx, { storeId, userId });
    else await upsertStaff(tx, { storeId, userId, role, since: deps.now() });
    await publishStaffChanges(tx, storeId, [{ userId, role }]);
    return allowed;
  });
}

export function findStoreBySlug(deps: Deps, slug: string): Promise<Store | null> {
  return readStoreBySlug(deps.database.query, slug);
}

/** Newest first. Other than ACTIVE is for support. */
export async function listStoresFor(
  deps: Deps,
  { page, principal, ...listing }: StoreListing & { page: PageArguments; principal: Principal },
): Promise<Connection<Store>> {
  const maySeeAll = hasScope(principal, 'store:read:any') || hasScope(principal, 'store:approve');
  if (listing.status !== 'ACTIVE' && !maySeeAll) {
    throw new CaravanError('FORBIDDEN', 'Stores that do not sell are for support.');
  }
  const list = `stores ${listing.status}`;
  const request = deps.pager.request(list, page);
  const rows = await listStores(deps.database.query, listing, request);
  return deps.pager.connection(list, request, rows, ({ id }) => [id]);
}

/** Those of the stores that the principal works for. */
export async function storesSeenFully(
  deps: Deps,
  principal: Principal,
  storeIds: readonly string[],
): Promise<string[]> {
  if (principal.kind !== 'user' || principal.id === null) return [];
  const members = await readMemberships(deps.database.query, principal.id, storeIds);
  return members.map(({ storeId }) => storeId);
}

/** A store that must be there, whoever asks. */
export function readStore(executor: Executor, id: string): Promise<Store> {
  return storeById(executor, id);
}
