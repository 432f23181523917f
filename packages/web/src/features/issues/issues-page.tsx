import type { ReactElement } from 'react';
import { PageHeader } from '../../components/page-header.tsx';

export function IssuesPage(): ReactElement {
  return <PageHeader title="Issues" />;
}
