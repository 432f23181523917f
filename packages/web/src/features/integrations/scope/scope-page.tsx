import { t } from '@lingui/core/macro';
import { Skeleton, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { QueryState } from '../../../components/query-state.tsx';
import { useRefusal } from '../../../components/viewer.ts';
import { readFragment } from '../../../graphql/fragment-masking.ts';
import type { ScopeFieldsFragment, ScopePageQuery } from '../../../graphql/graphql.ts';
import { RefreshLists } from '../setup/refresh-lists.tsx';
import { SectionPage } from '../setup/section-page.tsx';
import { OptionFields } from '../setup/setup.graphql.ts';
import { SetupLayout } from '../setup/setup-layout.tsx';
import { StepHeader } from '../setup/step-header.tsx';
import { useSectionForm } from '../setup/use-section-form.ts';
import { BundleCard } from './bundle-card.tsx';
import { DefaultsCard } from './defaults-card.tsx';
import { FieldDirectionsCard } from './field-directions-card.tsx';
import { FiltersCard } from './filters-card.tsx';
import { ModeCard } from './mode-card.tsx';
import { ScopeDefaults, ScopeFields, ScopeQuery } from './scope.graphql.ts';
import { inputOf, type Option, type Options, valuesOf, withSuggestions } from './scope-form.ts';

/** What is synced, when, and what an opportunity gets in ConnectWise where the CRM says nothing. */
export function ScopePage(): ReactElement {
  const [result, ask] = useQuery({ query: ScopeQuery });
  const settings = readFragment(ScopeFields, result.data?.syncSettings);
  return (
    <SetupLayout step="SCOPE">
      <StepHeader
        title={t`What to sync`}
        actions={<RefreshLists />}
      >{t`The mode decides when records go where. The rest narrows it down.`}</StepHeader>
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        skeleton={
          <Stack>
            <Skeleton h={320} />
            <Skeleton h={260} />
          </Stack>
        }
      >
        {(data) =>
          settings && (
            <>
              <ScopeEditor key={settings.revision} settings={settings} data={data} />
              <FieldDirectionsCard />
            </>
          )
        }
      </QueryState>
    </SetupLayout>
  );
}

function ScopeEditor({ settings, data }: { settings: ScopeFieldsFragment; data: ScopePageQuery }): ReactElement {
  const mayChange = useRefusal('canAdminister') === null;
  const saved = valuesOf(settings);
  const section = useSectionForm(saved, inputOf, {
    suggested: mayChange ? withSuggestions(saved, settings) : saved,
  });
  const { form } = section;
  const options = optionsOf(data);
  const { locationId, departmentId } = saved.defaults;
  return (
    <SectionPage section={section}>
      <ModeCard
        form={form}
        saved={saved.mode}
        isStarted={Boolean(settings.startedAt)}
        nextPullAt={data.integrationHealth.nextPullAt ?? null}
        isTold={data.callbacks?.state === 'ACTIVE'}
      />
      <FiltersCard form={form} options={options} isStarted={Boolean(settings.startedAt)} />
      <BundleCard form={form} />
      <DefaultsCard
        form={form}
        options={options}
        effective={readFragment(ScopeDefaults, settings.defaults)}
        isSuggested={mayChange && (!locationId || !departmentId)}
      />
    </SectionPage>
  );
}

function optionsOf(data: ScopePageQuery): Options {
  return {
    locations: readFragment(OptionFields, data.locations),
    departments: readFragment(OptionFields, data.departments),
    ratings: readFragment(OptionFields, data.ratings),
    stages: readFragment(OptionFields, data.stages),
    statuses: readFragment(OptionFields, data.statuses),
    opportunityTypes: readFragment(OptionFields, data.opportunityTypes),
    members: readFragment(OptionFields, data.members),
    taxCodes: readFragment(OptionFields, data.taxCodes),
    companyTypes: readFragment(OptionFields, data.companyTypes),
    companyStatuses: readFragment(OptionFields, data.companyStatuses),
    contactTypes: readFragment(OptionFields, data.contactTypes),
    productTypes: readFragment(OptionFields, data.productTypes),
    categories: readFragment(OptionFields, data.categories),
    pipelineStages: data.pipelineStages.map(asOption),
    openStages: data.pipelineStages.filter((stage) => stage.kind === 'OPEN').map(asOption),
    departmentsOf: new Map(data.locations.map(({ remoteId, flags }) => [remoteId, departmentIds(flags)])),
  };
}

const asOption = ({ id, name }: ScopePageQuery['pipelineStages'][number]): Option => ({
  kind: 'pipeline_stage',
  remoteId: id,
  label: name,
  isActive: true,
});

function departmentIds(flags: unknown): string[] {
  const ids: unknown = typeof flags === 'object' && flags !== null ? Reflect.get(flags, 'departmentIds') : null;
  return Array.isArray(ids) ? ids.map(String) : [];
}
