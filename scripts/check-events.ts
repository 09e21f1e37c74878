import { readRoles } from './events/roles.ts';

/** Fails on an event that nobody publishes, that no consumer, live feed or router hears, or whose subject is not said. */
const problems = readRoles().flatMap(({ contract: { type }, publishers, listeners, subject }) => [
  ...(publishers.length > 0 ? [] : [`${type} is declared, but nobody publishes it`]),
  ...(listeners.length > 0 ? [] : [`${type} is declared, but nobody listens to it`]),
  ...(subject ? [] : [`${type} has no docstring that begins with "Subject: … id."`]),
]);
for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);
