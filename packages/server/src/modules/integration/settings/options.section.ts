import { optionsSchema } from '@causeway/shared/forms/configuration/options';
import { section } from '../setup/section.ts';

/** What was left out stays; GraphQL gives it as undefined. */
export const options = section({
  key: 'options',
  step: 'scope',
  merge: (before, { pushLost, inactiveCompanies, owners, documentLinks, reconcile, keepRunsDays }) => ({
    pushLost: pushLost ?? before.pushLost,
    inactiveCompanies: inactiveCompanies ?? before.inactiveCompanies,
    documentLinks: {
      isOn: documentLinks?.isOn ?? before.documentLinks.isOn,
      expireAfterDays:
        documentLinks?.expireAfterDays === undefined
          ? before.documentLinks.expireAfterDays
          : documentLinks.expireAfterDays,
    },
    owners: { ...before.owners, ...Object.fromEntries(Object.entries(owners ?? {}).filter(([, owner]) => owner)) },
    keepRunsDays: keepRunsDays ?? before.keepRunsDays,
    reconcile: {
      differences: reconcile?.differences ?? before.reconcile.differences,
      hour: reconcile?.hour ?? before.reconcile.hour,
    },
  }),
  problems: ({ next }) =>
    (optionsSchema.safeParse(next.options).error?.issues ?? []).map(({ path, message }) => ({
      code: 'invalid',
      field: ['options', ...path].join('.'),
      message,
    })),
  missing: () => [],
  words: {
    'documentLinks.isOn': 'Documents open from ConnectWise without signing in',
    'documentLinks.expireAfterDays': 'Days after which links of documents expire',
    inactiveCompanies: 'Companies that are inactive or not approved in ConnectWise',
    keepRunsDays: 'Days that runs stay in the list',
    'reconcile.differences': 'What the nightly comparison does about differences',
    'reconcile.hour': 'Hour of the nightly comparison',
  },
  values: { sync: 'Come in', exclude: 'Excluded' },
});
