import { EmailVerified, PhoneVerified, UserProfileUpdated } from '@caravan/contracts/identity';
import type { Executor, Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import { clearPhone, findPhoneHolder, saveVerifiedEmail, saveVerifiedPhone } from '../contacts.store.ts';

/** Whether somebody else has proven that the phone is theirs. */
export async function isPhoneOfAnother(
  executor: Executor,
  { userId, phone }: { userId: string; phone: string },
): Promise<boolean> {
  const holder = await findPhoneHolder(executor, phone);
  return holder !== null && holder !== userId;
}

/** Gives a person, whose row is locked, the phone they have proven; false when it is somebody else's. */
export async function givePhone(
  tx: Transaction,
  { userId, phone, now }: { userId: string; phone: string; now: Date },
): Promise<boolean> {
  if (!(await saveVerifiedPhone(tx, { userId, phone, now }))) return false;
  await publish(tx, PhoneVerified, { subject: userId, data: { userId } });
  return true;
}

/** Gives a person, whose row is locked, the email they have proven; false when another account has it. */
export async function giveEmail(
  tx: Transaction,
  { userId, email, now }: { userId: string; email: string; now: Date },
): Promise<boolean> {
  if (!(await saveVerifiedEmail(tx, { userId, email, now }))) return false;
  await publish(tx, EmailVerified, { subject: userId, data: { userId } });
  return true;
}

/** Takes the phone from a person, whose row is locked. */
export async function takePhone(tx: Transaction, userId: string): Promise<void> {
  await clearPhone(tx, userId);
  await publish(tx, UserProfileUpdated, { subject: userId, data: { userId, fields: ['phone'] } });
}
