import { t } from '@lingui/core/macro';
import { Anchor, Button, Skeleton } from '@mantine/core';
import { IconHistory, IconPlugConnected } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useQuery } from 'urql';
import { DriftNotice } from '../../../components/drift-notice.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { EmptyState, QueryState } from '../../../components/query-state.tsx';
import { SetupStepsQuery } from './setup.graphql.ts';
import classes from './setup-layout.module.css';
import { StepFooter } from './step-footer.tsx';
import { StepRail } from './step-rail.tsx';
import type { KnownStep } from './step-words.ts';

type Props = { step: KnownStep; children: ReactNode };

/**
 * The set-up, and the settings later on: the steps to the left, the chosen one beside them. What is saved on a page is kept at once, so
 * that leaving and coming back is safe.
 */
export function SetupLayout({ step, children }: Props): ReactElement {
  const [result, ask] = useQuery({ query: SetupStepsQuery, requestPolicy: 'cache-and-network' });
  const isStarted = Boolean(result.data?.syncSettings?.startedAt);
  return (
    <>
      <PageHeader
        title={isStarted ? t`ConnectWise settings` : t`Set up ConnectWise`}
        back={{ to: '/integrations', label: t`Integrations` }}
        description={t`What passes between the CRM and ConnectWise, which way, and by which rules.`}
        actions={
          <Button
            size="sm"
            variant="default"
            leftSection={<IconHistory size={16} aria-hidden />}
            renderRoot={(props) => <Link to="/integrations/history" {...props} />}
          >{t`Settings history`}</Button>
        }
      />
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        skeleton={<Skeleton h={420} />}
      >
        {(data) => (
          <div className={classes.columns}>
            <StepRail steps={data.setupSteps} />
            <div>
              <DriftNotice only={step} />
              {data.connection || step === 'CONNECT' ? children : <NotConnected />}
              <StepFooter step={step} />
            </div>
          </div>
        )}
      </QueryState>
    </>
  );
}

function NotConnected(): ReactElement {
  return (
    <EmptyState
      title={t`Connect ConnectWise first`}
      icon={<IconPlugConnected size={24} aria-hidden />}
      action={
        <Anchor renderRoot={(props) => <Link to="/integrations/setup/connect" {...props} />}>{t`Connect`}</Anchor>
      }
    >{t`The settings are filled with the lists of your ConnectWise, so they open once it is connected.`}</EmptyState>
  );
}
