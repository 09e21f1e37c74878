import type { GraphqlClient } from '@caravan/cli/client/graphql-client';

const errors = 'errors { __typename ... on UserError { message path } }';
const requestAvatarUpload = `mutation RequestAvatarUpload { requestAvatarUpload { upload { fileId url expiresAt maximumBytes } ${errors} } }`;

/** One green pixel, a PNG. */
export const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

type Requested = { requestAvatarUpload: { upload: { fileId: string; url: string } } };

/** Asks for a link and uploads by it, as a front end does; the id for `setAvatar`. */
export async function uploadAvatar(
  client: GraphqlClient,
  { token }: { token: string },
  picture: Buffer = pixel,
): Promise<{ fileId: string; url: string }> {
  const { requestAvatarUpload: requested } = await client.query<Requested>(requestAvatarUpload, {}, { token });
  const { upload } = requested;
  const sent = await fetch(upload.url, { method: 'PUT', headers: { 'content-type': 'image/png' }, body: picture });
  if (sent.status !== 201) throw new Error(`The upload was answered ${sent.status}: ${await sent.text()}`);
  return upload;
}
