import { t } from '@lingui/core/macro';
import { Center, Loader } from '@mantine/core';
import type { ReactElement } from 'react';

/** Stands in for a page whose code is still on its way; the router shows it only when that takes long. */
export const PendingPage = (): ReactElement => (
  <Center h="60vh" role="status" aria-label={t`Loading`}>
    <Loader type="dots" />
  </Center>
);
