import { openFileStore } from '@caravan/files/file-store';
import { type S3Peer, startS3Peer, withoutS3 } from '@caravan/testkit/s3-peer';
import { afterAll, beforeAll, describe } from 'vitest';
import { avatarContract } from '../../test/avatar-contract.ts';
import { testIdentity } from '../../test/identity.ts';

if (withoutS3) console.log(`Avatars in S3 are not tested: this ${withoutS3}.`);

describe.skipIf(withoutS3)('avatars in a bucket of an S3-compatible store', () => {
  const identity = testIdentity();
  const credentials = { accessKeyId: 'a-key', secretAccessKey: 'a-secret-of-the-store' };
  let peer: S3Peer;
  beforeAll(async () => {
    peer = await startS3Peer(credentials);
  }, 600_000);
  afterAll(() => peer.stop());

  avatarContract(identity, () =>
    openFileStore({
      folder: '/nowhere',
      secret: 'x'.repeat(32),
      baseUrl: 'http://127.0.0.1:4000',
      now: () => identity.clock.time,
      s3: {
        bucket: 'caravan-files',
        region: 'us-east-1',
        endpoint: peer.endpoint,
        forcePathStyle: true,
        timeoutMs: 10_000,
        ...credentials,
      },
    }),
  );
});
