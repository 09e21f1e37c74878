import { usage } from './router/options.ts';
import { benchRouter } from './router/run.ts';

const [subject, ...args] = process.argv.slice(2);

if (subject !== 'router' || args.includes('--help')) {
  console.error(usage);
  process.exit(subject === 'router' ? 0 : 2);
}
try {
  await benchRouter(args);
  process.exit(0);
} catch (error) {
  console.error(error);
  process.exit(1);
}
