import { bytes, count, milliseconds, port } from '../kinds.ts';
import { setting } from '../setting.ts';

/** Of `caravan up`, which runs every part as a process of its own. */
export const upSettings = {
  firstPort: setting(
    'UP_FIRST_PORT',
    port.default(4100),
    'Subgraphs listen on the first free ports from here on; with PORT=0 on any free ones.',
  ),
  restartBaseMs: setting(
    'UP_RESTART_BASE_MS',
    milliseconds.default(250),
    'Pause before a part that died is started again; doubles with each death in a row.',
  ),
  restartMaximumMs: setting('UP_RESTART_MAXIMUM_MS', milliseconds.default(15_000), 'Longest such pause.'),
  stableMs: setting(
    'UP_STABLE_MS',
    milliseconds.default(30_000),
    'A part that was ready for so long begins again with the shortest pause when it dies.',
  ),
  attempts: setting(
    'UP_ATTEMPTS',
    count.min(1).default(5),
    'A part that dies so often in a row without having been ready is given up.',
  ),
  readyMs: setting(
    'UP_READY_MS',
    milliseconds.default(60_000),
    'A part that is not ready so long after its start is ended, and has failed to start.',
  ),
  stopMs: setting(
    'UP_STOP_MS',
    milliseconds.default(20_000),
    'A part that was told to stop is killed when it has not ended by then.',
  ),
  logBytes: setting(
    'UP_LOG_BYTES',
    bytes.default(20_000_000),
    'Size from which on the log file of a part is begun anew; the one before is kept as <part>.log.1.',
  ),
};
