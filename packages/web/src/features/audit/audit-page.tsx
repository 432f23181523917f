import type { ReactElement } from 'react';
import { PageHeader } from '../../components/page-header.tsx';

export function AuditPage(): ReactElement {
  return <PageHeader title="Audit" />;
}
