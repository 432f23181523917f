import type { BundleMode, InactiveCompanies, StartSettingsFragment } from '../../../graphql/graphql.ts';
import type { KnownStep } from '../setup/step-words.ts';

type Named = (id: string | null | undefined) => string | null;

type Names = {
  mode: { label: string; sentence: string };
  location: Named;
  department: Named;
  stage: Named;
  status: Named;
};

export type Sentence = { title: string; text: string; step: KnownStep };

const bundles: Record<BundleMode, string> = {
  SINGLE_PRODUCT: 'A bundle goes to ConnectWise as one line, without its parts.',
  CHILD_PRODUCTS: 'Each part of a bundle goes to ConnectWise as a line of its own.',
  BUNDLE: 'A bundle goes to ConnectWise as a bundle with its parts.',
};

const inactiveCompanies: Record<InactiveCompanies, string> = {
  EXCLUDE: 'Companies that are inactive or not approved in ConnectWise are excluded.',
  SYNC: 'Companies that are inactive or not approved in ConnectWise come in like others.',
};

/** What was chosen, as a person would say it. */
export function summaryOf(settings: StartSettingsFragment, names: Names): Sentence[] {
  const { defaults, stageMap } = settings;
  const place = [names.location(defaults.locationId), names.department(defaults.departmentId)]
    .filter(Boolean)
    .join(', ');
  const [stage, status] = [names.stage(defaults.stageId), names.status(defaults.statusId)];
  const otherwise = [stage && `stage ${stage}`, status && `status ${status}`].filter(Boolean).join(' and ');
  const outcome = stageMap
    .filter((row) => row.stage.kind !== 'OPEN')
    .map((row) => `${row.stage.name} becomes ${row.effective}.`)
    .join(' ');
  return [
    { title: 'Mode', text: `${names.mode.label}. ${names.mode.sentence}`, step: 'SCOPE' },
    {
      title: 'Opportunities',
      text: [
        place ? `They belong to ${place}.` : 'No location and business unit is chosen yet.',
        otherwise && `Where the mapping says nothing they get ${otherwise}.`,
      ]
        .filter(Boolean)
        .join(' '),
      step: 'SCOPE',
    },
    {
      title: 'Clients',
      text: settings.filters.some(({ id }) => id === 'company.in.status')
        ? 'Companies come in by the filter on their status.'
        : inactiveCompanies[settings.options.inactiveCompanies],
      step: 'SCOPE',
    },
    { title: 'Bundles', text: bundles[settings.bundleMode], step: 'SCOPE' },
    { title: 'Won and lost', text: outcome || 'The pipeline has no stages for them.', step: 'MAPPING' },
  ];
}
