import { Skeleton } from '@mantine/core';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { QueryState } from '../../../components/query-state.tsx';
import { readFragment } from '../../../graphql/fragment-masking.ts';
import type { StageMapFieldsFragment } from '../../../graphql/graphql.ts';
import { RefreshLists } from '../setup/refresh-lists.tsx';
import { SectionPage } from '../setup/section-page.tsx';
import { OptionFields } from '../setup/setup.graphql.ts';
import { SetupLayout } from '../setup/setup-layout.tsx';
import { StepHeader } from '../setup/step-header.tsx';
import { useSectionForm } from '../setup/use-section-form.ts';
import { MappingTabs } from './mapping-tabs.tsx';
import { StageMapFields, StageMapQuery } from './stage-map.graphql.ts';
import { StageMapCard } from './stage-map-card.tsx';
import { inputOf, type StageOptions, valuesOf } from './stage-map-form.ts';

/** Which stage and status of ConnectWise stands for each stage of the pipeline. */
export function OpportunityMappingPage(): ReactElement {
  const [result, ask] = useQuery({ query: StageMapQuery });
  const settings = readFragment(StageMapFields, result.data?.syncSettings);
  return (
    <SetupLayout step="MAPPING">
      <StepHeader title="Mapping of opportunities" actions={<RefreshLists />}>
        How a stage of the pipeline and a stage and status of ConnectWise stand for each other.
      </StepHeader>
      <MappingTabs />
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        skeleton={<Skeleton h={320} />}
      >
        {(data) =>
          settings && (
            <StageMapEditor
              key={settings.revision}
              settings={settings}
              options={{
                stages: readFragment(OptionFields, data.stages),
                statuses: readFragment(OptionFields, data.statuses),
              }}
            />
          )
        }
      </QueryState>
    </SetupLayout>
  );
}

type Props = { settings: StageMapFieldsFragment; options: StageOptions };

function StageMapEditor({ settings, options }: Props): ReactElement {
  const section = useSectionForm(valuesOf(settings), inputOf);
  return (
    <SectionPage section={section}>
      <StageMapCard form={section.form} rows={settings.stageMap} options={options} />
    </SectionPage>
  );
}
