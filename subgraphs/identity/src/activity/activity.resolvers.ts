import { toTypeId } from '@caravan/core/ids';
import { withNodes } from '../connection.ts';
import type { Resolvers } from '../generated/graphql.ts';

export const activityResolvers: Resolvers = {
  User: {
    activity: async ({ id }, page, { loaders }) => {
      const found = await loaders.activity(page).load(id);
      return found && withNodes(found);
    },
  },
  AuditEvent: {
    id: ({ id }) => toTypeId('auditEvent', id),
    origin: async (event, _arguments, { loaders }) => (await loaders.sealedActivity.load(event)).origin,
    reason: async (event, _arguments, { loaders }) => (await loaders.sealedActivity.load(event)).reason,
  },
};
