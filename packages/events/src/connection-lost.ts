/** Errors of the way to the database (node:net, postgres.js, SQLSTATE classes 08 and 57P): the work itself may be fine. */
const codes =
  /^(CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|08\w{3}|57P0[1-5]|53300)$/;

export function isConnectionLost(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && codes.test(String(current.code))) return true;
  }
  return false;
}
