import { fromTypeId, toTypeId } from '@caravan/core/ids';
import { payload } from '@caravan/subgraph/payload';
import type { Resolvers } from '../generated/graphql.ts';
import { userIdOf } from '../principal.ts';
import { isReviewer, kycCaseFor, kycQueue, linkTo } from './kyc-views.usecases.ts';
import { claimKycCase, decideKyc } from './reviewing.usecases.ts';
import { submitKyc } from './submitting.usecases.ts';
import { requestKycUpload } from './uploads.usecases.ts';

const reviewMessages = {
  KycOfOneself: () => 'Nobody reviews their own documents.',
  KycAlreadyDecided: () => 'Somebody decided this case before.',
  KycCaseClaimed: () => 'Another reviewer is at work on this case.',
};

export const kycResolvers: Resolvers = {
  User: {
    kyc: async ({ id }, _arguments, { loaders }) => (await loaders.kyc.load(id))?.kycCase ?? null,
    kycStatus: async ({ id }, _arguments, { loaders }) => (await loaders.kyc.load(id))?.status ?? null,
  },
  Query: {
    kycQueue: (_root, { status, ...page }, { deps, principal }) => kycQueue(deps, { viewer: principal, status, page }),
    kycCase: (_root, { id }, { deps, principal }) =>
      kycCaseFor(deps, { viewer: principal, caseId: fromTypeId('kycCase', id) }),
  },
  KycCaseConnection: {
    nodes: ({ edges }) => edges.map(({ node }) => node),
  },
  KycCase: {
    id: ({ id }) => toTypeId('kycCase', id),
    user: ({ userId }, _arguments, { loaders }) => loaders.people.load(userId),
    documents: ({ id }, _arguments, { loaders }) => loaders.kycDocuments.load(id),
    // Who decides is for colleagues to know.
    claimedBy: ({ claimedBy }, _arguments, { principal, loaders }) =>
      claimedBy && isReviewer(principal) ? loaders.people.load(claimedBy) : null,
    claimedUntil: ({ claimedUntil }, _arguments, { principal }) => (isReviewer(principal) ? claimedUntil : null),
    decidedBy: ({ decidedBy }, _arguments, { principal, loaders }) =>
      decidedBy && isReviewer(principal) ? loaders.people.load(decidedBy) : null,
  },
  KycDocument: {
    id: ({ id }) => toTypeId('kycDocument', id),
    downloadUrl: (document, _arguments, { deps }) => linkTo(deps, document),
  },
  KycUpload: {
    documentId: ({ documentId }) => toTypeId('kycDocument', documentId),
  },
  KycDocumentRefused: {
    documentId: ({ documentId }) => toTypeId('kycDocument', documentId),
  },
  Mutation: {
    requestKycUpload: async (_root, { input }, { deps, principal }) =>
      payload(await requestKycUpload(deps, { userId: userIdOf(principal), kind: input.kind }), 'upload'),
    submitKyc: async (_root, { input }, { deps, principal }) => {
      const documentIds = input.documentIds.map((id) => fromTypeId('kycDocument', id));
      return payload(await submitKyc(deps, { userId: userIdOf(principal), documentIds }), 'kycCase', {
        KycDocumentRefused: ({ problem }) => documentMessages[problem],
        KycNotSubmittable: ({ status }) =>
          status === 'VERIFIED' ? 'This person is verified.' : 'The documents wait for a decision.',
      });
    },
    claimKycCase: async (_root, { input }, { deps, caller }) =>
      payload(
        await claimKycCase(deps, { caller, caseId: fromTypeId('kycCase', input.caseId) }),
        'kycCase',
        reviewMessages,
      ),
    decideKyc: async (_root, { input }, { deps, caller }) => {
      const caseId = fromTypeId('kycCase', input.caseId);
      const { decision, reason = null } = input;
      return payload(await decideKyc(deps, { caller, caseId, decision, reason }), 'kycCase', reviewMessages);
    },
  },
};

const documentMessages = {
  UNKNOWN: 'There is no such upload of yours, or it is too old.',
  SUBMITTED_BEFORE: 'This upload was submitted before.',
  NOT_UPLOADED: 'Nothing was uploaded by this link yet.',
  TOO_LARGE: 'The file is too large.',
  WRONG_TYPE: 'A document is a JPEG, PNG, WebP or PDF, and is uploaded as what it is.',
} as const;
