import type { ReactElement } from 'react';
import { PageHeader } from '../../components/page-header.tsx';

export function IntegrationsPage(): ReactElement {
  return <PageHeader title="Integrations" />;
}
