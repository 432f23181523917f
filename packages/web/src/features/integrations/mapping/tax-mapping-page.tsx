import { t } from '@lingui/core/macro';
import { Card, Skeleton, Stack, Tabs } from '@mantine/core';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { QueryState } from '../../../components/query-state.tsx';
import { readFragment } from '../../../graphql/fragment-masking.ts';
import type { TaxMapPageQuery } from '../../../graphql/graphql.ts';
import { RefreshLists } from '../setup/refresh-lists.tsx';
import { OptionFields } from '../setup/setup.graphql.ts';
import { SetupLayout } from '../setup/setup-layout.tsx';
import { StepHeader } from '../setup/step-header.tsx';
import { DirectTaxMap } from './direct-tax-map.tsx';
import { MappingTabs } from './mapping-tabs.tsx';
import { TaxImport } from './tax-import.tsx';
import { MappedRegionFields, TaxMapQuery } from './tax-map.graphql.ts';
import { TaxRegionsTable } from './tax-regions-table.tsx';

/** Which tax code of ConnectWise each tax region stands for: by import, or mapped by hand. */
export function TaxMappingPage(): ReactElement {
  const [result, ask] = useQuery({ query: TaxMapQuery, requestPolicy: 'cache-and-network' });
  return (
    <SetupLayout step="MAPPING">
      <StepHeader
        title={t`Mapping of taxes`}
        actions={<RefreshLists />}
      >{t`A quote is taxed by its tax region, ConnectWise by a tax code. Both must say the same rate.`}</StepHeader>
      <MappingTabs />
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        skeleton={
          <Stack>
            <Skeleton h={150} />
            <Skeleton h={260} />
          </Stack>
        }
      >
        {(data) => data.taxMapping && <TaxMapping data={data} mapping={data.taxMapping} />}
      </QueryState>
    </SetupLayout>
  );
}

type Props = { data: TaxMapPageQuery; mapping: NonNullable<TaxMapPageQuery['taxMapping']> };

function TaxMapping({ data, mapping }: Props): ReactElement {
  const regions = readFragment(MappedRegionFields, mapping.regions);
  return (
    <Stack gap="md">
      <TaxImport importedAt={mapping.importedAt} />
      <Card component="section" aria-label={t`Tax regions`}>
        <Tabs defaultValue="regions" keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="regions">{t`Tax regions`}</Tabs.Tab>
            <Tabs.Tab value="direct">{t`Map directly`}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="regions">
            <TaxRegionsTable regions={regions} />
          </Tabs.Panel>
          <Tabs.Panel value="direct">
            <DirectTaxMap
              key={`${data.syncSettings?.revision} ${regions.map(({ id, by }) => (by === 'IMPORT' ? '' : id)).join(' ')}`}
              regions={regions}
              codes={readFragment(OptionFields, data.taxCodes)}
            />
          </Tabs.Panel>
        </Tabs>
      </Card>
    </Stack>
  );
}
