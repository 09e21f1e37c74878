import { isCurrency } from '@caravan/core/money';

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
