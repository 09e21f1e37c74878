import { type AdminActionDetails, AdminActionRecorded } from '@caravan/contracts/identity-staff';
import { invariant } from '@caravan/core/errors';
import { type IdKind, newId } from '@caravan/core/ids';
import { type Caller, hasScope, type Scope } from '@caravan/core/principal';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import type { Sealer } from '@caravan/events/sealing';

export type AdminAction = {
  /** Name of the mutation. */
  readonly action: string;
  /** Kind of the id, by which clients are shown it as a TypeID; settings have a key instead. */
  readonly entityType: Capitalize<IdKind> | 'SystemSetting';
  /** UUID, or the key of a setting. */
  readonly entityId: string;
  /** What survives JSON, small and without secrets. Ids in it are TypeIDs: it is shown as it is. */
  readonly oldValue: unknown;
  readonly newValue: unknown;
};

/** Writes down what somebody of the staff does, in the transaction that does it; asks nothing of another connection. */
export type RecordAdminAction = (tx: Transaction, action: AdminAction) => Promise<void>;

/**
 * Makes ready to write down what the caller will do by the rights of a role. Call it before the transaction: it reads
 * the caller's sealing key over another connection, and whoever waits for one while holding one may wait for ever.
 *
 * @throws UserErased when the caller was erased.
 */
export async function openAdminRecord(
  { sealer }: { readonly sealer: Sealer },
  { principal, clientAddress }: Caller,
): Promise<RecordAdminAction> {
  const { id: adminId } = principal;
  const seal = adminId === null ? null : await sealer.sealFor(adminId);
  return async (tx, { oldValue, newValue, ...what }) => {
    invariant(adminId && seal, 'the staff is signed in');
    const details: AdminActionDetails = { oldValue, newValue, clientAddress };
    await publish(tx, AdminActionRecorded, {
      subject: adminId,
      data: { actionId: newId(), adminId, ...what, details: seal(details) },
    });
  };
}

/** As `openAdminRecord`, for what people may also do to their own: null for who lacks the scope and can act only there. */
export async function openScopeRecord(
  deps: { readonly sealer: Sealer },
  { caller, scope }: { caller: Caller; scope: Scope },
): Promise<RecordAdminAction | null> {
  return hasScope(caller.principal, scope) ? openAdminRecord(deps, caller) : null;
}

export type Facts = Readonly<Record<string, string | number | boolean | null>>;

const longestText = 200;

/** What differs between two states of a thing; of texts the first 200 characters. */
export function differences(before: Facts, after: Facts): { oldValue: Facts; newValue: Facts } {
  const names = Object.keys(after).filter((name) => before[name] !== after[name]);
  const part = (facts: Facts) => Object.fromEntries(names.map((name) => [name, shortened(facts[name] ?? null)]));
  return { oldValue: part(before), newValue: part(after) };
}

function shortened(fact: Facts[string]): Facts[string] {
  return typeof fact === 'string' && fact.length > longestText ? `${fact.slice(0, longestText)}…` : fact;
}
