import { flag, milliseconds, text, url } from '../kinds.ts';
import { setting } from '../setting.ts';

export const fileSettings = {
  bucket: setting(
    'S3_BUCKET',
    text.optional(),
    'Bucket of an S3-compatible store that keeps all files; without it they lie in CARAVAN_DATA.',
  ),
  endpoint: setting('S3_ENDPOINT', url.optional(), "Address of the store; by default AWS's of the region."),
  region: setting('S3_REGION', text.default('us-east-1'), 'Region of the bucket.'),
  accessKeyId: setting(
    'S3_ACCESS_KEY_ID',
    text.optional(),
    'Key of the store; without it the role of the machine is asked for one, as AWS offers it.',
    { secret: true },
  ),
  secretAccessKey: setting('S3_SECRET_ACCESS_KEY', text.optional(), 'What proves that key.', { secret: true }),
  forcePathStyle: setting(
    'S3_FORCE_PATH_STYLE',
    flag.default(false),
    "Name the bucket in paths instead of in the host's name, as most stores but AWS want it.",
  ),
  timeoutMs: setting(
    'S3_TIMEOUT_MS',
    milliseconds.default(10_000),
    'A request to the store, such as one part of a file (5 MiB), that takes longer is sent again.',
  ),
};
