import { t } from '@lingui/core/macro';
import { Skeleton, Stack } from '@mantine/core';
import { type ReactElement, useMemo } from 'react';
import { useQuery } from 'urql';
import { QueryState } from '../../../components/query-state.tsx';
import { useSameWhile } from '../../../components/use-same-while.ts';
import { readFragment } from '../../../graphql/fragment-masking.ts';
import type { StageMapFieldsFragment } from '../../../graphql/graphql.ts';
import { RefreshLists } from '../setup/refresh-lists.tsx';
import { SectionPage } from '../setup/section-page.tsx';
import { SetupLayout } from '../setup/setup-layout.tsx';
import { StepHeader } from '../setup/step-header.tsx';
import { ClosedStatusesCard } from './closed-statuses-card.tsx';
import { changesOf, type MappingLists, mappingOf, optionsOf, suggestedFor, valuesOf } from './mapping-form.ts';
import { MappingSimulator } from './mapping-simulator.tsx';
import { MappingTabs } from './mapping-tabs.tsx';
import { MappingOptionFields, StageMapFields, StageMapQuery } from './stage-map.graphql.ts';
import { StageMapCard } from './stage-map-card.tsx';
import { StatusSourceCard } from './status-source-card.tsx';
import { useMappingForm } from './use-mapping-form.ts';

/** Which stage and status of ConnectWise stands for each stage of the pipeline. */
export function OpportunityMappingPage(): ReactElement {
  const [result, ask] = useQuery({ query: StageMapQuery });
  const settings = readFragment(StageMapFields, result.data?.syncSettings);
  return (
    <SetupLayout step="MAPPING">
      <StepHeader
        title={t`Mapping`}
        actions={<RefreshLists />}
      >{t`Which stage of the pipeline is which stage and status in ConnectWise.`}</StepHeader>
      <MappingTabs />
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        skeleton={
          <Stack>
            <Skeleton h={140} />
            <Skeleton h={320} />
          </Stack>
        }
      >
        {(data) =>
          settings && (
            <MappingEditor
              settings={settings}
              lists={{
                remoteStages: optionsOf(readFragment(MappingOptionFields, data.stages)),
                statuses: optionsOf(readFragment(MappingOptionFields, data.statuses)),
              }}
            />
          )
        }
      </QueryState>
    </SetupLayout>
  );
}

type Props = { settings: StageMapFieldsFragment; lists: MappingLists };

function MappingEditor({ settings, lists }: Props): ReactElement {
  // The lists come anew with every render of the page; what they hold changes with a refresh alone.
  const statuses = useSameWhile(JSON.stringify(lists.statuses), lists.statuses);
  const saved = useMemo(() => valuesOf(settings, { statuses }), [settings, statuses]);
  const section = useMappingForm(saved, suggestedFor(settings, saved, lists));
  const { form } = section;
  const mapping = mappingOf(settings, form.values, lists);
  return (
    <>
      <SectionPage section={section} changes={changesOf(form.values, saved, mapping)}>
        <StatusSourceCard form={form} mapping={mapping} />
        <StageMapCard form={form} saved={saved} mapping={mapping} />
        <ClosedStatusesCard form={form} mapping={mapping} />
      </SectionPage>
      <MappingSimulator mapping={mapping} isUnsaved={section.isDirty} />
    </>
  );
}
