import type { ReactElement } from 'react';
import { PageHeader } from '../../components/page-header.tsx';

export function RunsPage(): ReactElement {
  return <PageHeader title="Runs" />;
}
