import { t } from '@lingui/core/macro';
import type { ReactElement } from 'react';
import { ConnectPanel } from '../connect-panel.tsx';
import { SetupLayout } from './setup-layout.tsx';
import { StepHeader } from './step-header.tsx';

/** Connecting, as the first step; later the place to replace the keys. */
export function ConnectStep(): ReactElement {
  return (
    <SetupLayout step="CONNECT">
      <StepHeader
        title={t`Connect`}
      >{t`The keys are checked with ConnectWise before anything is stored. With new keys everything is kept: settings, mappings, links and history.`}</StepHeader>
      <ConnectPanel />
    </SetupLayout>
  );
}
