import { bytes, count, seconds } from '../kinds.ts';
import { setting } from '../setting.ts';

/** How identity takes and keeps documents that tell who somebody is. */
export const kycSettings = {
  kycDocumentBytes: setting('KYC_DOCUMENT_BYTES', bytes.default(20_971_520), 'Largest KYC document.'),
  kycUploadSeconds: setting('KYC_UPLOAD_SECONDS', seconds.default(900), 'Life of an upload link.'),
  kycSubmitSeconds: setting(
    'KYC_SUBMIT_SECONDS',
    seconds.default(86_400),
    'How long an uploaded document can be submitted; then it is deleted.',
  ),
  kycDownloadSeconds: setting('KYC_DOWNLOAD_SECONDS', seconds.default(300), 'Life of a link to a KYC document.'),
  kycClaimSeconds: setting(
    'KYC_CLAIM_SECONDS',
    seconds.default(900),
    'How long a reviewer keeps a case to themselves.',
  ),
  kycDocumentsDays: setting(
    'KYC_DOCUMENTS_DAYS',
    count.default(180),
    'Days after the decision at which documents are deleted.',
  ),
  kycUploadsPerDay: setting('LIMIT_KYC_UPLOADS_PER_DAY', count.default(40), 'Upload links per day and person.'),
  kycSubmissionsPerDay: setting('LIMIT_KYC_SUBMISSIONS_PER_DAY', count.default(5), 'Submissions per day and person.'),
};
