import type { ReactElement } from 'react';
import { PageHeader } from '../../components/page-header.tsx';

export function ApiAccessPage(): ReactElement {
  return <PageHeader title="ApiAccess" />;
}
