import { msg, t } from '@lingui/core/macro';
import { words } from '../../../components/language/language.ts';
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

const bundles: Record<BundleMode, string> = words({
  SINGLE_PRODUCT: msg`A bundle goes to ConnectWise as one line, without its parts.`,
  CHILD_PRODUCTS: msg`Each part of a bundle goes to ConnectWise as a line of its own.`,
  BUNDLE: msg`A bundle goes to ConnectWise as a bundle with its parts.`,
});

const inactiveCompanies: Record<InactiveCompanies, string> = words({
  EXCLUDE: msg`Companies that are inactive or not approved in ConnectWise are excluded.`,
  SYNC: msg`Companies that are inactive or not approved in ConnectWise come in like others.`,
});

/** What was chosen, as a person would say it. */
export function summaryOf(settings: StartSettingsFragment, names: Names): Sentence[] {
  const { defaults, stageMap } = settings;
  const place = [names.location(defaults.locationId), names.department(defaults.departmentId)]
    .filter(Boolean)
    .join(', ');
  const [stage, status] = [names.stage(defaults.stageId), names.status(defaults.statusId)];
  const otherwise = placeText(stage, status);
  const outcome = stageMap
    .filter((row) => row.stage.kind !== 'OPEN')
    .map((row) => t`${row.stage.name} becomes ${row.effective}.`)
    .join(' ');
  return [
    { title: t`Mode`, text: `${names.mode.label}. ${names.mode.sentence}`, step: 'SCOPE' },
    {
      title: t`Opportunities`,
      text: [
        place ? t`They belong to ${place}.` : t`No location and business unit is chosen yet.`,
        otherwise && t`Where the mapping says nothing they get ${otherwise}.`,
      ]
        .filter(Boolean)
        .join(' '),
      step: 'SCOPE',
    },
    {
      title: t`Clients`,
      text: settings.filters.some(({ id }) => id === 'company.in.status')
        ? t`Companies come in by the filter on their status.`
        : inactiveCompanies[settings.options.inactiveCompanies],
      step: 'SCOPE',
    },
    { title: t`Bundles`, text: bundles[settings.bundleMode], step: 'SCOPE' },
    { title: t`Won and lost`, text: outcome || t`The pipeline has no stages for them.`, step: 'MAPPING' },
  ];
}

function placeText(stage: string | null | undefined, status: string | null | undefined): string {
  if (stage && status) return t`stage ${stage} and status ${status}`;
  if (stage) return t`stage ${stage}`;
  return status ? t`status ${status}` : '';
}
