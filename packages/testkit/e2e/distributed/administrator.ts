import postgres from 'postgres';

/** Works in a test's database as its administrator, past all that Caravan knows. */
export async function asAdministrator<Value>(
  adminUrl: string,
  work: (admin: postgres.Sql) => Promise<Value>,
): Promise<Value> {
  const admin = postgres(adminUrl, { max: 4, onnotice: () => {} });
  try {
    return await work(admin);
  } finally {
    await admin.end({ timeout: 5 });
  }
}
