import { eventsUsage } from './events/options.ts';
import { benchEvents } from './events/run.ts';
import { logInsUsage } from './log-ins/options.ts';
import { benchLogIns } from './log-ins/run.ts';
import { usage as routerUsage } from './router/options.ts';
import { benchRouter } from './router/run.ts';

const benches = {
  router: { run: benchRouter, usage: routerUsage },
  events: { run: benchEvents, usage: eventsUsage },
  'log-ins': { run: benchLogIns, usage: logInsUsage },
} as const;

const [subject = '', ...args] = process.argv.slice(2);
const bench = Object.hasOwn(benches, subject) ? benches[subject as keyof typeof benches] : null;

if (!bench || args.includes('--help')) {
  console.error(
    bench
      ? bench.usage
      : Object.values(benches)
          .map(({ usage }) => usage)
          .join('\n\n'),
  );
  process.exit(bench ? 0 : 2);
}
try {
  await bench.run(args);
  process.exit(0);
} catch (error) {
  console.error(error);
  process.exit(1);
}
