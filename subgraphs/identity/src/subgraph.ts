import type { PageArguments } from '@caravan/core/pages';
import type { Caller } from '@caravan/core/principal';
import { job } from '@caravan/jobs/job';
import { defineSubgraph, type GraphContext, readSchemaFolder } from '@caravan/subgraph/define-subgraph';
import { pagedLoaders } from '@caravan/subgraph/paged-loaders';
import DataLoader from 'dataloader';
import { z } from 'zod';
import { accountResolvers } from './accounts/accounts.resolvers.ts';
import { bootstrapAdmin } from './accounts/usecases/bootstrap-admin.ts';
import { viewPeople } from './accounts/usecases/people.ts';
import { refuseDemoPeople } from './accounts/usecases/refuse-demo-people.ts';
import { activityConsumer } from './activity/activity.consumers.ts';
import type { AuditEvent } from './activity/activity.domain.ts';
import { activityResolvers } from './activity/activity.resolvers.ts';
import { listActivity, unsealActivity } from './activity/activity.usecases.ts';
import { addressResolvers } from './addresses/addresses.resolvers.ts';
import { addressLists } from './addresses/addresses.usecases.ts';
import { locatingJobs } from './addresses/locating.jobs.ts';
import { adminActionsConsumer } from './admin-actions/admin-actions.consumers.ts';
import { adminActionResolvers } from './admin-actions/admin-actions.resolvers.ts';
import type { AdminAction } from './admin-actions/admin-actions.store.ts';
import { readDetails } from './admin-actions/admin-actions.usecases.ts';
import { apiKeyUses } from './api-keys/api-keys.consumers.ts';
import { apiKeyResolvers } from './api-keys/api-keys.resolvers.ts';
import { avatarResolvers } from './avatars/avatars.resolvers.ts';
import { avatarRoutes } from './avatars/avatars.routes.ts';
import { blockResolvers } from './blocks/blocks.resolvers.ts';
import { cleanUp } from './cleanup.usecases.ts';
import { createDeps, type Deps } from './deps.ts';
import { emailChangeJobs } from './email-changes/email-changes.jobs.ts';
import { emailChangeResolvers } from './email-changes/email-changes.resolvers.ts';
import { erasureJobs } from './erasure/erasure.jobs.ts';
import { erasureResolvers } from './erasure/erasure.resolvers.ts';
import { externalLoginResolvers } from './external-logins/external-logins.resolvers.ts';
import { externalLoginRoutes } from './external-logins/external-logins.routes.ts';
import { externalLoginLists } from './external-logins/usecases/link.ts';
import { placeResolvers } from './geocoding/places.resolvers.ts';
import { guestResolvers } from './guests/guests.resolvers.ts';
import { kycJobs } from './kyc/kyc.jobs.ts';
import { kycResolvers } from './kyc/kyc.resolvers.ts';
import { viewDocuments, viewKyc } from './kyc/kyc-views.usecases.ts';
import { accountLetters } from './letters/letters.consumers.ts';
import { letterJobs } from './letters/letters.jobs.ts';
import { letterRoutes } from './letters/letters.routes.ts';
import { mfaResolvers } from './mfa/mfa.resolvers.ts';
import { mfaStates } from './mfa/usecases/second-factor.ts';
import { nationalIdResolvers } from './national-ids/national-ids.resolvers.ts';
import { nationalIdLists, readNumbers } from './national-ids/national-ids.usecases.ts';
import { passwordJobs } from './passwords/passwords.jobs.ts';
import { passwordResolvers } from './passwords/passwords.resolvers.ts';
import { passwordRoutes } from './passwords/passwords.routes.ts';
import { phoneJobs } from './phones/phones.jobs.ts';
import { phoneResolvers } from './phones/phones.resolvers.ts';
import { profileResolvers } from './profiles/profiles.resolvers.ts';
import { registrationJobs } from './registrations/registrations.jobs.ts';
import { registrationResolvers } from './registrations/registrations.resolvers.ts';
import { registrationRoutes } from './registrations/registrations.routes.ts';
import { storeStaffConsumer } from './roles/roles.consumers.ts';
import { roleResolvers } from './roles/roles.resolvers.ts';
import { sessionResolvers } from './sessions/sessions.resolvers.ts';
import { signingKeyRoutes } from './signing-keys/signing-keys.routes.ts';
import { rotateSigningKeys } from './signing-keys/signing-keys.usecases.ts';
import { systemSettingResolvers } from './system-settings/system-settings.resolvers.ts';
import { userSearchResolvers } from './user-search/user-search.resolvers.ts';

export type Loaders = ReturnType<typeof createLoaders>;
export type Context = GraphContext<Deps, Loaders>;

/** Who someone is, and what they may do. */
export default defineSubgraph<Deps, Loaders>({
  name: 'identity',
  schema: () => readSchemaFolder(new URL('./', import.meta.url)),
  resolvers: [
    activityResolvers,
    adminActionResolvers,
    blockResolvers,
    externalLoginResolvers,
    systemSettingResolvers,
    userSearchResolvers,
    mfaResolvers,
    erasureResolvers,
    apiKeyResolvers,
    accountResolvers,
    registrationResolvers,
    phoneResolvers,
    emailChangeResolvers,
    sessionResolvers,
    guestResolvers,
    addressResolvers,
    kycResolvers,
    placeResolvers,
    roleResolvers,
    passwordResolvers,
    profileResolvers,
    avatarResolvers,
    nationalIdResolvers,
  ],
  migrations: new URL('../migrations/', import.meta.url),
  deps: createDeps,
  loaders: createLoaders,
  consumers: [activityConsumer, adminActionsConsumer, accountLetters, apiKeyUses, storeStaffConsumer],
  follows: [],
  jobs: [
    ...kycJobs,
    ...locatingJobs,
    ...letterJobs,
    ...erasureJobs,
    ...passwordJobs,
    ...registrationJobs,
    ...phoneJobs,
    ...emailChangeJobs,
    job({ name: 'clean-up', payload: z.object({}), run: (deps: Deps) => cleanUp(deps), cron: '17 * * * *' }),
  ],
  routes: [
    ...signingKeyRoutes,
    ...avatarRoutes,
    ...letterRoutes,
    ...registrationRoutes,
    ...passwordRoutes,
    ...externalLoginRoutes,
  ],
  onStart: async (deps) => {
    await refuseDemoPeople(deps);
    await rotateSigningKeys(deps);
    await bootstrapAdmin(deps);
  },
});

function createLoaders(deps: Deps, caller: Caller) {
  const { principal } = caller;
  return {
    people: new DataLoader((ids: readonly string[]) => viewPeople(deps, principal, ids)),
    mfaStates: new DataLoader((userIds: readonly string[]) => mfaStates(deps, userIds)),
    nationalIds: new DataLoader((userIds: readonly string[]) => nationalIdLists(deps, principal, userIds)),
    nationalNumbers: new DataLoader((ids: readonly string[]) => readNumbers(deps, caller, ids)),
    activity: pagedLoaders((userIds, page: PageArguments) => listActivity(deps, principal, { userIds, page })),
    sealedActivity: new DataLoader((events: readonly AuditEvent[]) => unsealActivity(deps, principal, events)),
    adminActionDetails: new DataLoader((actions: readonly AdminAction[]) => readDetails(deps, actions)),
    addresses: new DataLoader((userIds: readonly string[]) => addressLists(deps, userIds)),
    kyc: new DataLoader((userIds: readonly string[]) => viewKyc(deps, principal, userIds)),
    kycDocuments: new DataLoader((caseIds: readonly string[]) => viewDocuments(deps, principal, caseIds)),
    externalLogins: new DataLoader((userIds: readonly string[]) => externalLoginLists(deps, userIds)),
  };
}
