import { Skeleton, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { QueryState } from '../../../components/query-state.tsx';
import { readFragment } from '../../../graphql/fragment-masking.ts';
import type { ScopeFieldsFragment, ScopePageQuery } from '../../../graphql/graphql.ts';
import { RefreshLists } from '../setup/refresh-lists.tsx';
import { SectionPage } from '../setup/section-page.tsx';
import { OptionFields } from '../setup/setup.graphql.ts';
import { SetupLayout } from '../setup/setup-layout.tsx';
import { StepHeader } from '../setup/step-header.tsx';
import { useSectionForm } from '../setup/use-section-form.ts';
import { DefaultsCard } from './defaults-card.tsx';
import { ModeCard } from './mode-card.tsx';
import { ScopeFields, ScopeQuery } from './scope.graphql.ts';
import { inputOf, type Options, valuesOf } from './scope-form.ts';

/** What is synced, when, and what an opportunity gets in ConnectWise where the CRM says nothing. */
export function ScopePage(): ReactElement {
  const [result, ask] = useQuery({ query: ScopeQuery });
  const settings = readFragment(ScopeFields, result.data?.syncSettings);
  return (
    <SetupLayout step="SCOPE">
      <StepHeader title="What to sync" actions={<RefreshLists />}>
        The mode says when records go where; the rest narrows it down.
      </StepHeader>
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        skeleton={
          <Stack>
            <Skeleton h={220} />
            <Skeleton h={260} />
          </Stack>
        }
      >
        {(data) => settings && <ScopeEditor key={settings.revision} settings={settings} options={optionsOf(data)} />}
      </QueryState>
    </SetupLayout>
  );
}

function ScopeEditor({ settings, options }: { settings: ScopeFieldsFragment; options: Options }): ReactElement {
  const section = useSectionForm(valuesOf(settings), inputOf);
  const { form } = section;
  return (
    <SectionPage section={section}>
      <ModeCard value={form.values.mode} onChange={(mode) => form.setFieldValue('mode', mode)} />
      <DefaultsCard form={form} options={options} />
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
  };
}
