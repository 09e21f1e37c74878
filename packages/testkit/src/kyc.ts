import type { GraphqlClient } from '@caravan/cli/client/graphql-client';

const errors = 'errors { __typename ... on UserError { message } }';
const requestKycUpload = `mutation RequestKycUpload($input: RequestKycUploadInput!) {
  requestKycUpload(input: $input) { upload { documentId uploadUrl maximumBytes expiresAt } ${errors} }
}`;
const submitKyc = `mutation SubmitKyc($input: SubmitKycInput!) { submitKyc(input: $input) { kycCase { id } ${errors} } }`;

/** A file that is known as a PNG. */
export const anyPng = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]);

/** Uploads a passport as a client does; the id of the document. */
export async function uploadPassport(client: GraphqlClient, { token }: { token: string }): Promise<string> {
  const { upload } = await client.mutate<{ upload: { documentId: string; uploadUrl: string } }>(
    requestKycUpload,
    { kind: 'PASSPORT' },
    { token },
  );
  const headers = { 'content-type': 'image/png', 'x-file-name': 'passport.png' };
  const response = await fetch(upload.uploadUrl, { method: 'PUT', body: anyPng, headers });
  if (response.status !== 201) throw new Error(`The upload was answered with ${response.status}.`);
  return upload.documentId;
}

/** Somebody's case that waits for a decision. */
export async function submitPassport(client: GraphqlClient, person: { token: string }): Promise<string> {
  const documentIds = [await uploadPassport(client, person)];
  return (await client.mutate<{ kycCase: { id: string } }>(submitKyc, { documentIds }, person)).kycCase.id;
}
