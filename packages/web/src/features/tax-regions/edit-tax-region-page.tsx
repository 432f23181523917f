import { msg, t } from '@lingui/core/macro';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMutation, useQuery } from 'urql';
import { words } from '../../components/language/language.ts';
import { RecordNotFound } from '../../components/not-found.tsx';
import { notifyDone } from '../../components/notify.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { useFormVersion } from '../../components/use-form-version.ts';
import { TaxRegionForm } from './tax-region-form.tsx';
import { CreateTaxRegionMutation, TaxRegionsQuery, UpdateTaxRegionMutation } from './tax-regions.graphql.ts';

const back = words({ to: '/tax-regions', label: msg`Tax regions` } as const);

export function NewTaxRegionPage(): ReactElement {
  const [, create] = useMutation(CreateTaxRegionMutation);
  const navigate = useNavigate();
  const toList = () => void navigate({ to: '/tax-regions' });
  return (
    <>
      <PageHeader title={t`New tax region`} back={back} />
      <TaxRegionForm
        save={async (input) => {
          const { data, error } = await create({ input });
          return { error, problems: data?.createTaxRegion.problems, saved: data?.createTaxRegion.taxRegion };
        }}
        onSaved={() => {
          notifyDone(t`Tax region created.`);
          toList();
        }}
        onCancel={toList}
      />
    </>
  );
}

export function EditTaxRegionPage(): ReactElement {
  const { taxRegionId: id } = useParams({ from: '/app/tax-regions/$taxRegionId' });
  const [result, askAgain] = useQuery({ query: TaxRegionsQuery, requestPolicy: 'network-only' });
  const [, update] = useMutation(UpdateTaxRegionMutation);
  const navigate = useNavigate();
  const toList = () => void navigate({ to: '/tax-regions' });
  const ask = () => askAgain({ requestPolicy: 'network-only' });
  const found = result.data?.taxRegions.find((region) => region.id === id);
  const { key, reload } = useFormVersion(found?.version, ask);
  return (
    <QueryState result={result} onRetry={ask}>
      {() =>
        found ? (
          <>
            <PageHeader title={found.name} back={back} />
            <TaxRegionForm
              key={key}
              taxRegion={found}
              save={async (input) => {
                const { data, error } = await update({ id, input });
                return { error, problems: data?.updateTaxRegion.problems, saved: data?.updateTaxRegion.taxRegion };
              }}
              onSaved={() => {
                notifyDone(t`Tax region saved.`);
                toList();
              }}
              onCancel={toList}
              onReload={reload}
            />
          </>
        ) : (
          <RecordNotFound thing={t`tax region`} back={{ to: '/tax-regions', label: t`All tax regions` }} />
        )
      }
    </QueryState>
  );
}
