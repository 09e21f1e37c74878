import { newId } from '@caravan/core/ids';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { atOnce, callerAt, principalOf, testIdentity, verified } from '../../test/identity.ts';
import { contents, get, linkFor, put, reviewer, submitted, uploaded } from '../../test/kyc.ts';
import type { DocumentKind } from './kyc.domain.ts';
import { linkTo, viewDocuments, viewKyc } from './kyc-views.usecases.ts';
import { decideKyc } from './reviewing.usecases.ts';
import { submitKyc } from './submitting.usecases.ts';
import { requestKycUpload } from './uploads.usecases.ts';

const identity = testIdentity();
const { deps } = identity;

function submit(userId: string, ...documentIds: string[]) {
  return submitKyc(deps, { userId, documentIds });
}

function refused(problem: string, index = 0) {
  return {
    ok: false,
    errors: [{ kind: 'KycDocumentRefused', path: ['input', 'documentIds', String(index)], problem }],
  };
}

async function statusOf(userId: string) {
  const [view] = await viewKyc(deps, principalOf(userId), [userId]);
  return view?.status;
}

describe('documents', () => {
  test.each(Object.entries(contents))('are taken as %s, and seen by their owner', async (contentType, body) => {
    const { id } = await verified(identity);
    expect(await statusOf(id)).toBe('NOT_STARTED');
    const documentId = await uploaded(deps, id, { contentType, body });
    const result = await submit(id, documentId);
    expect(result).toMatchObject({ ok: true, value: { userId: id, status: 'PENDING', decidedAt: null } });
    expect(await statusOf(id)).toBe('PENDING');
    const [documents = []] = await viewDocuments(deps, principalOf(id), [result.ok ? result.value.id : '']);
    expect(documents).toMatchObject([{ id: documentId, kind: 'PASSPORT', contentType, sizeBytes: body.length }]);
  });

  test('are taken as both sides of a card', async () => {
    const { id } = await verified(identity);
    const kinds: DocumentKind[] = ['ID_CARD_FRONT', 'ID_CARD_BACK', 'SELFIE'];
    const ids = await Promise.all(kinds.map((kind) => uploaded(deps, id, { kind })));
    const noIdentity = { ok: false, errors: [{ kind: 'InvalidInput', path: ['input', 'documentIds'] }] };
    expect(await submit(id, ...ids.slice(1))).toMatchObject(noIdentity);
    expect(await submit(id, ...ids)).toMatchObject({ ok: true });
  });

  test('of somebody else are unknown, and stay theirs', async () => {
    const [owner, thief] = [await verified(identity), await verified(identity)];
    const documentId = await uploaded(deps, owner.id);
    expect(await submit(thief.id, documentId)).toMatchObject(refused('UNKNOWN'));
    expect(await submit(thief.id, newId())).toMatchObject(refused('UNKNOWN'));
    expect(await submit(owner.id, documentId)).toMatchObject({ ok: true });
  });

  test('that were not uploaded, and files that were not uploaded as documents, are not taken', async () => {
    const { id } = await verified(identity);
    const { documentId } = await linkFor(deps, id);
    expect(await submit(id, documentId)).toMatchObject(refused('NOT_UPLOADED'));
    const stray = await deps.files.put([contents['image/png']] as never, { contentType: 'image/png', name: 'x' });
    expect(await submit(id, stray.ok ? stray.value.id : '')).toMatchObject(refused('UNKNOWN'));
  });

  test('are submitted within a day', async () => {
    const { id } = await verified(identity);
    const documentId = await uploaded(deps, id);
    identity.passSeconds(86_400);
    expect(await submit(id, documentId)).toMatchObject(refused('UNKNOWN'));
  });

  test.each([
    ['HTML called an image', '<script>alert(1)</script>', 'image/png'],
    ['an image called HTML', contents['image/png'], 'text/html'],
    ['an image called another image', contents['image/png'], 'image/jpeg'],
    ['an image called SVG', contents['image/png'], 'image/svg+xml'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', 'image/svg+xml'],
    ['nothing', '', 'image/png'],
    ['two bytes', '\xff\xd8', 'image/jpeg'],
  ])('are what they say: not %s', async (_case, body, contentType) => {
    const { id } = await verified(identity);
    const documentId = await uploaded(deps, id, { body: Buffer.from(body as string, 'latin1'), contentType });
    expect(await submit(id, documentId)).toMatchObject(refused('WRONG_TYPE'));
  });

  test('may come without a type, and are downloaded as bytes then', async () => {
    const { id } = await verified(identity);
    const documentId = await uploaded(deps, id, { contentType: '' });
    const result = await submit(id, documentId);
    const [[document] = []] = await viewDocuments(deps, principalOf(id), [result.ok ? result.value.id : '']);
    if (!document) throw new Error('The document is not seen.');
    expect(document.contentType).toBe('image/jpeg');
    const { headers } = await get(deps, linkTo(deps, document));
    expect(headers['content-type']).toBe('application/octet-stream');
  });

  test('tell all that is wrong at once', async () => {
    const { id } = await verified(identity);
    const documents = [await uploaded(deps, id), newId(), await uploaded(deps, id, { body: Buffer.from('x') })];
    const result = await submit(id, ...documents);
    expect(result.ok ? [] : result.errors.map((error) => 'problem' in error && [error.path[2], error.problem])).toEqual(
      [
        ['1', 'UNKNOWN'],
        ['2', 'WRONG_TYPE'],
      ],
    );
  });
});

describe('an upload link', () => {
  test('takes one file, of a limited size, for a while, and that file only', async () => {
    const { id } = await verified(identity);
    const small = identity.withSettings({ KYC_DOCUMENT_BYTES: '20' });
    const { uploadUrl, maximumBytes, documentId } = await linkFor(small, id);
    expect(maximumBytes).toBe(20);
    expect((await put(small, uploadUrl, { body: Buffer.alloc(21, 0xff) })).status).toBe(413);
    expect((await put(small, `${uploadUrl}0`)).status).toBe(403);
    expect((await put(small, uploadUrl.replace('maximum=20', 'maximum=2000'))).status).toBe(403);
    expect((await put(small, uploadUrl.replace(documentId, newId()))).status).toBe(403);
    expect((await put(small, uploadUrl.replace(documentId, '..%2f..%2fetc%2fpasswd'))).status).toBe(403);
    expect((await get(small, uploadUrl)).status).toBe(403);
    expect((await put(small, uploadUrl)).status).toBe(201);
    expect((await put(small, uploadUrl, { body: Buffer.from('<script>') })).status).toBe(409);
    const { uploadUrl: late } = await linkFor(small, id);
    identity.passSeconds(900);
    expect((await put(small, late)).status).toBe(403);
  });

  test('does not make paths of names', async () => {
    const { id } = await verified(identity);
    const documentId = await uploaded(deps, id, { name: '..%2f..%2f..%2ftmp%2fevil.html' });
    expect((await deps.files.find(documentId))?.name).toBe('evil.html');
  });

  test('is given so often a day, over all processes', async () => {
    const { id: userId } = await verified(identity);
    const strict = [
      identity.withSettings({ LIMIT_KYC_UPLOADS_PER_DAY: '3' }),
      identity.withSettings({ LIMIT_KYC_UPLOADS_PER_DAY: '3' }),
    ] as const;
    const answers = await atOnce(8, (index) => requestKycUpload(strict[index % 2 ? 1 : 0], { userId, kind: 'SELFIE' }));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ errors: [{ kind: 'RateLimited' }] });
  });
});

describe('a submission', () => {
  test('waits for its decision: another one is refused, ten times at once over two processes', async () => {
    const { id: userId } = await verified(identity);
    const documents = await Promise.all(Array.from({ length: 5 }, () => uploaded(deps, userId)));
    const other = identity.anotherProcess();
    const answers = await atOnce(5, (index) =>
      submitKyc(index % 2 ? deps : other, { userId, documentIds: [documents[index] ?? ''] }),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    for (const answer of answers.filter(({ ok }) => !ok)) {
      expect(answer).toEqual({ ok: false, errors: [{ kind: 'KycNotSubmittable', status: 'PENDING' }] });
    }
  });

  test('keeps its documents: the same upload is in one case', async () => {
    const { id: userId } = await verified(identity);
    const documentId = await uploaded(deps, userId);
    const first = await submit(userId, documentId);
    const { caller } = await reviewer(identity);
    await decideKyc(deps, { caller, caseId: first.ok ? first.value.id : '', decision: 'REJECTED', reason: 'Blurred.' });
    expect(await submit(userId, documentId)).toMatchObject(refused('SUBMITTED_BEFORE'));
    expect(await submit(userId, await uploaded(deps, userId))).toMatchObject({ ok: true });
    expect(await statusOf(userId)).toBe('PENDING');
  });

  test('is not for who is verified', async () => {
    const { id: userId } = await verified(identity);
    const { id: caseId } = await submitted(deps, userId);
    const { caller } = await reviewer(identity);
    await decideKyc(deps, { caller, caseId, decision: 'VERIFIED', reason: null });
    const again = await submit(userId, await uploaded(deps, userId));
    expect(again).toEqual({ ok: false, errors: [{ kind: 'KycNotSubmittable', status: 'VERIFIED' }] });
  });

  test('is made so often a day', async () => {
    const { id: userId } = await verified(identity);
    const strict = identity.withSettings({ LIMIT_KYC_SUBMISSIONS_PER_DAY: '2' });
    const answers = await atOnce(4, () => submitKyc(strict, { userId, documentIds: [newId()] }));
    expect(answers.filter((answer) => !answer.ok && answer.errors[0].kind === 'RateLimited')).toHaveLength(2);
  });

  test('is one by the database itself, whatever the naive way lets through', async () => {
    const { id: userId } = await verified(identity);
    const naive = (status: string) =>
      deps.database.query.execute(sql`
        insert into kyc_cases (id, user_id, status, submitted_at, decided_at, decided_by) values
        (${newId()}, ${userId}, ${status}, now(), case when ${status} = 'VERIFIED' then now() end,
          case when ${status} = 'VERIFIED' then ${newId()}::uuid end)`);
    await naive('PENDING');
    const code = { cause: { constraint_name: 'kyc_cases_one_open_or_verified' } };
    await expect(naive('PENDING')).rejects.toMatchObject(code);
    await expect(naive('VERIFIED')).rejects.toMatchObject(code);
  });
});

describe('a document', () => {
  test('is for its owner and reviewers', async () => {
    const [owner, stranger] = [await verified(identity), await verified(identity)];
    const { caller } = await reviewer(identity);
    const { id: caseId } = await submitted(deps, owner.id);
    const seenBy = async (viewer: ReturnType<typeof principalOf>) => {
      const [documents = []] = await viewDocuments(deps, viewer, [caseId]);
      const [view] = await viewKyc(deps, viewer, [owner.id]);
      return [documents.length, view?.status ?? null];
    };
    expect(await seenBy(principalOf(owner.id))).toEqual([1, 'PENDING']);
    expect(await seenBy(caller.principal)).toEqual([1, 'PENDING']);
    expect(await seenBy(principalOf(stranger.id))).toEqual([0, null]);
    expect(await seenBy(principalOf(stranger.id, ['SUPPORT']))).toEqual([0, null]);
    expect(await seenBy(callerAt(null).principal)).toEqual([0, null]);
    expect(await seenBy({ ...principalOf(owner.id), kind: 'guest' })).toEqual([0, null]);
  });

  test('is downloaded by a link of some minutes, never shown', async () => {
    const { id } = await verified(identity);
    const kycCase = await submitted(deps, id);
    const [[document] = []] = await viewDocuments(deps, principalOf(id), [kycCase.id]);
    if (!document) throw new Error('The document is not seen.');
    const url = linkTo(deps, document);
    const { status, headers, content } = await get(deps, url);
    expect({ status, content }).toEqual({ status: 200, content: contents['image/jpeg'] });
    expect(headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': "attachment; filename*=UTF-8''passport.jpg",
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect((await put(deps, url)).status).toBe(403);
    identity.passSeconds(300);
    expect((await get(deps, url)).status).toBe(403);
  });
});
