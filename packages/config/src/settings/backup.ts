import { milliseconds, seconds } from '../kinds.ts';
import { setting } from '../setting.ts';

export const backupSettings = {
  pauseMs: setting(
    'BACKUP_PAUSE_MS',
    milliseconds.min(10).default(500),
    'Longest that one attempt of a backup to cut all databases at one point keeps writers waiting; below one second, or Postgres looks for deadlocks.',
  ),
  patienceSeconds: setting(
    'BACKUP_PATIENCE_SECONDS',
    seconds.default(120),
    'How long a backup goes on with such attempts when long transactions are in the way.',
  ),
};
