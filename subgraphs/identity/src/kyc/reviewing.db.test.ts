import { KycDecided } from '@caravan/contracts/identity';
import { AdminActionRecorded } from '@caravan/contracts/identity-staff';
import { newId } from '@caravan/core/ids';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { atOnce, callerAt, principalOf, testIdentity, verified } from '../../test/identity.ts';
import { get, reviewer, submitted } from '../../test/kyc.ts';
import { isReviewer, kycCaseFor, kycQueue, linkTo, viewDocuments, viewKyc } from './kyc-views.usecases.ts';
import { claimKycCase, decideKyc } from './reviewing.usecases.ts';

const identity = testIdentity();
const { deps } = identity;

async function waiting() {
  const { id: userId } = await verified(identity);
  return submitted(deps, userId);
}

async function caseOf(userId: string) {
  const [view] = await viewKyc(deps, principalOf(userId), [userId]);
  return view?.kycCase;
}

async function eventsOf(type: string, subject: string) {
  return (await identity.events(type)).filter((event) => event.subject === subject);
}

describe('a decision', () => {
  test('verifies: who and when is kept, announced and recorded', async () => {
    const { id: caseId, userId } = await waiting();
    const { id: reviewerId, caller } = await reviewer(identity);
    const result = await decideKyc(deps, { caller, caseId, decision: 'VERIFIED', reason: null });
    const decided = { status: 'VERIFIED', decidedBy: reviewerId, decidedAt: deps.now(), reason: null };
    expect(result).toMatchObject({ ok: true, value: decided });
    expect(await caseOf(userId)).toMatchObject(decided);
    expect(await eventsOf('identity.KycDecided', userId)).toMatchObject([
      { data: { userId, caseId, decision: 'VERIFIED', decidedBy: reviewerId } },
    ]);
    const [recorded, ...more] = await eventsOf('identity.AdminActionRecorded', reviewerId);
    expect(more).toEqual([]);
    expect(recorded?.data).toMatchObject({ action: 'decideKyc', entityType: 'KycCase', entityId: caseId });
    const { details } = AdminActionRecorded.data.parse(recorded?.data);
    expect(await deps.sealer.unseal(details)).toMatchObject({
      oldValue: { status: 'PENDING' },
      newValue: { status: 'VERIFIED' },
    });
  });

  test('rejects for a reason, which only the person and reviewers can read', async () => {
    const { id: caseId, userId } = await waiting();
    const { caller } = await reviewer(identity);
    const noReason = await decideKyc(deps, { caller, caseId, decision: 'REJECTED', reason: ' ' });
    expect(noReason).toMatchObject({ ok: false, errors: [{ kind: 'InvalidInput', path: ['input', 'reason'] }] });
    await decideKyc(deps, { caller, caseId, decision: 'REJECTED', reason: 'The photograph is blurred.' });
    expect(await caseOf(userId)).toMatchObject({ status: 'REJECTED', reason: 'The photograph is blurred.' });
    const [event] = await eventsOf('identity.KycDecided', userId);
    const { reason } = KycDecided.data.parse(event?.data);
    expect(await deps.sealer.unseal(reason)).toBe('The photograph is blurred.');
    const all = await deps.database.query.execute(sql`select envelope::text as text from outbox`);
    expect(JSON.stringify(all)).not.toContain('blurred');
  });

  test('is made once, by one of many reviewers at once over two processes', async () => {
    const { id: caseId, userId } = await waiting();
    const reviewers = await Promise.all(Array.from({ length: 6 }, () => reviewer(identity)));
    const other = identity.anotherProcess();
    const answers = await atOnce(6, (index) =>
      decideKyc(index % 2 ? deps : other, {
        caller: reviewers[index]?.caller ?? callerAt(null),
        caseId,
        decision: index % 2 ? 'VERIFIED' : 'REJECTED',
        reason: 'So it is.',
      }),
    );
    const [winner, ...others] = answers.filter(({ ok }) => ok);
    expect(others).toEqual([]);
    const decided = await caseOf(userId);
    expect(winner).toMatchObject({ ok: true, value: decided });
    for (const answer of answers.filter(({ ok }) => !ok)) {
      expect(answer).toMatchObject({ errors: [{ kind: 'KycAlreadyDecided', status: decided?.status }] });
    }
    expect(await eventsOf('identity.KycDecided', userId)).toHaveLength(1);
  });

  test('would be made by both in the naive way, which looks before it writes', async () => {
    const { id: caseId } = await waiting();
    const decideNaively = async (looked: Promise<unknown>, status: string) => {
      const [seen] = await deps.database.query.execute(sql`select status from kyc_cases where id = ${caseId}`);
      await looked;
      if (seen?.status !== 'PENDING') return 'refused';
      await deps.database.query.execute(sql`
        update kyc_cases set status = ${status}, decided_at = now(), decided_by = ${newId()}, reason = 'x' where id = ${caseId}`);
      return status;
    };
    const both = Promise.withResolvers<void>();
    let looked = 0;
    const look = () => {
      looked += 1;
      if (looked === 2) both.resolve();
      return both.promise;
    };
    const made = await Promise.all([
      decideNaively(Promise.resolve().then(look), 'VERIFIED'),
      decideNaively(Promise.resolve().then(look), 'REJECTED'),
    ]);
    expect(made).toEqual(['VERIFIED', 'REJECTED']);
  });

  test('is not made about oneself, also not in the database', async () => {
    const { id: caseId, userId } = await waiting();
    const oneself = callerAt(null, principalOf(userId, ['MANAGER']));
    const refused = { ok: false, errors: [{ kind: 'KycOfOneself', path: ['input', 'caseId'] }] };
    expect(await decideKyc(deps, { caller: oneself, caseId, decision: 'VERIFIED', reason: null })).toEqual(refused);
    expect(await claimKycCase(deps, { caller: oneself, caseId })).toEqual(refused);
    await expect(
      deps.database.query.execute(sql`
        update kyc_cases set status = 'VERIFIED', decided_at = now(), decided_by = user_id where id = ${caseId}`),
    ).rejects.toMatchObject({ cause: { constraint_name: 'kyc_cases_not_decided_by_oneself' } });
  });

  test('is not made about somebody who is being erased', async () => {
    const { id: caseId, userId } = await waiting();
    const { caller } = await reviewer(identity);
    await deps.sealer.erase(userId);
    const missing = { ok: false, errors: [{ kind: 'NotFound', path: ['input', 'caseId'] }] };
    expect(await decideKyc(deps, { caller, caseId, decision: 'VERIFIED', reason: null })).toEqual(missing);
  });

  test('is for reviewers, and about cases that there are', async () => {
    const { id: caseId } = await waiting();
    const { id } = await verified(identity);
    for (const role of ['CUSTOMER', 'SUPPORT', 'OPERATOR'] as const) {
      const caller = callerAt(null, principalOf(id, [role]));
      await expect(decideKyc(deps, { caller, caseId, decision: 'VERIFIED', reason: null })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
      await expect(claimKycCase(deps, { caller, caseId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    const { caller } = await reviewer(identity);
    const missing = { ok: false, errors: [{ kind: 'NotFound', path: ['input', 'caseId'] }] };
    expect(await decideKyc(deps, { caller, caseId: newId(), decision: 'VERIFIED', reason: null })).toEqual(missing);
    expect(await claimKycCase(deps, { caller, caseId: newId() })).toEqual(missing);
  });
});

describe('a claim', () => {
  test('keeps others out for a while, ends with the decision, and is recorded', async () => {
    const { id: caseId, userId } = await waiting();
    const [first, second] = [await reviewer(identity), await reviewer(identity)];
    const until = new Date(deps.now().getTime() + 900_000);
    const claimed = { claimedBy: first.id, claimedUntil: until };
    expect(await claimKycCase(deps, { caller: first.caller, caseId })).toMatchObject({ ok: true, value: claimed });
    const taken = { ok: false, errors: [{ kind: 'KycCaseClaimed', until }] };
    const decision = { caseId, decision: 'VERIFIED', reason: null } as const;
    expect(await claimKycCase(deps, { caller: second.caller, caseId })).toEqual(taken);
    expect(await decideKyc(deps, { caller: second.caller, ...decision })).toEqual(taken);
    identity.passSeconds(600);
    const prolonged = await claimKycCase(deps, { caller: first.caller, caseId });
    expect(prolonged).toMatchObject({ value: { claimedUntil: new Date(until.getTime() + 600_000) } });
    identity.passSeconds(900);
    expect(await claimKycCase(deps, { caller: second.caller, caseId })).toMatchObject({ ok: true });
    expect(await decideKyc(deps, { caller: second.caller, ...decision })).toMatchObject({ ok: true });
    expect(await caseOf(userId)).toMatchObject({ claimedBy: null, claimedUntil: null });
    const decidedBefore = { ok: false, errors: [{ kind: 'KycAlreadyDecided', status: 'VERIFIED' }] };
    expect(await claimKycCase(deps, { caller: first.caller, caseId })).toMatchObject(decidedBefore);
    expect(await eventsOf('identity.AdminActionRecorded', first.id)).toHaveLength(2);
  });

  test('is one reviewer’s, of many at once', async () => {
    const { id: caseId } = await waiting();
    const reviewers = await Promise.all(Array.from({ length: 5 }, () => reviewer(identity)));
    const answers = await Promise.all(reviewers.map(({ caller }) => claimKycCase(deps, { caller, caseId })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe('the queue', () => {
  test('has the oldest first, in pages that neither skip nor repeat', async () => {
    await deps.database.query.execute(sql`delete from kyc_cases`);
    const cases: string[] = [];
    for (let index = 0; index < 5; index += 1) cases.push((await waiting()).id);
    const { caller } = await reviewer(identity);
    const { principal: viewer } = caller;
    const [second = ''] = cases.slice(1);
    await decideKyc(deps, { caller, caseId: second, decision: 'VERIFIED', reason: null });
    const open = cases.filter((id) => id !== second);

    const first = await kycQueue(deps, { viewer, status: 'PENDING', page: { first: 2 } });
    const late = (await waiting()).id;
    const after = first.pageInfo.endCursor;
    const rest = await kycQueue(deps, { viewer, status: 'PENDING', page: { first: 10, after } });
    expect([...first.edges, ...rest.edges].map(({ node }) => node.id)).toEqual([...open, late]);
    const back = await kycQueue(deps, { viewer, status: 'PENDING', page: { last: 2 } });
    expect(back.edges.map(({ node }) => node.id)).toEqual([open.at(-1), late]);
    const verifiedOnes = await kycQueue(deps, { viewer, status: 'VERIFIED', page: {} });
    expect(verifiedOnes.edges.map(({ node }) => node.id)).toEqual([second]);
    await expect(kycQueue(deps, { viewer, status: 'VERIFIED', page: { after } })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });

  test('and its cases are for reviewers', async () => {
    const { id: caseId, userId } = await waiting();
    const { caller } = await reviewer(identity);
    for (const viewer of [principalOf(userId), principalOf(newId(), ['SUPPORT']), callerAt(null).principal]) {
      expect(isReviewer(viewer)).toBe(false);
      await expect(kycQueue(deps, { viewer, status: 'PENDING', page: {} })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
      await expect(kycCaseFor(deps, { viewer, caseId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(await kycCaseFor(deps, { viewer: caller.principal, caseId })).toMatchObject({ id: caseId });
    expect(await kycCaseFor(deps, { viewer: caller.principal, caseId: newId() })).toBeNull();
  });

  test('gives reviewers the documents; who looks is logged', async () => {
    const { id: caseId, userId } = await waiting();
    const { id: reviewerId, caller } = await reviewer(identity);
    const looks = () => identity.logLines.filter((line) => line.includes(caseId));
    await viewDocuments(deps, principalOf(userId), [caseId]);
    expect(looks()).toEqual([]);
    const [[document] = []] = await viewDocuments(deps, caller.principal, [caseId]);
    expect(document && (await get(deps, linkTo(deps, document))).status).toBe(200);
    expect(looks()).toEqual([expect.stringContaining(reviewerId)]);
  });
});
