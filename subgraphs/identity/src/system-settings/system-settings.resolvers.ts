import { payload } from '@caravan/subgraph/payload';
import { withNodes } from '../connection.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { declarations, schemaOf } from './system-settings.domain.ts';
import {
  findSetting,
  listChanges,
  listSettings,
  publicSettings,
  resetSetting,
  setSetting,
} from './system-settings.usecases.ts';

const messages = {
  SettingVersionConflict: () => 'Somebody changed the setting meanwhile. Look at it and try again.',
};

export const systemSettingResolvers: Resolvers = {
  Query: {
    systemSettings: (_root, _arguments, { deps, caller }) => listSettings(deps, caller),
    systemSetting: (_root, { key }, { deps, caller }) => findSetting(deps, caller, key),
    publicSettings: (_root, _arguments, { deps }) => publicSettings(deps),
  },
  Mutation: {
    setSystemSetting: async (_root, { input }, { deps, caller }) => {
      const { key, value = null, version = null } = input;
      return payload(await setSetting(deps, { caller, key, value, version }), 'setting', messages);
    },
    resetSystemSetting: async (_root, { input: { key, version = null } }, { deps, caller }) =>
      payload(await resetSetting(deps, { caller, key, version }), 'setting', messages),
  },
  SystemSetting: {
    description: ({ key }) => declarations[key].description,
    schema: ({ key }) => schemaOf(key),
    isPublic: ({ key }) => declarations[key].isPublic,
    changedBy: ({ changedBy }, _arguments, { loaders }) => (changedBy ? loaders.people.load(changedBy) : null),
    history: async (setting, page, { deps }) => withNodes(await listChanges(deps, setting, page)),
  },
  SystemSettingChange: {
    at: ({ changedAt }) => changedAt,
    by: ({ changedBy }, _arguments, { loaders }) => loaders.people.load(changedBy),
    oldValue: ({ oldContent }) => oldContent?.value ?? null,
    newValue: ({ newContent }) => newContent?.value ?? null,
    isReset: ({ newContent }) => newContent === null,
  },
};
