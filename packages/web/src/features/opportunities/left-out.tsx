import { t } from '@lingui/core/macro';
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

type Setting = 'SCOPE' | 'MAPPING' | 'TAXES';
type Left = { label: string; because: string; setting?: Setting | null };

const pages = {
  SCOPE: '/integrations/setup/scope',
  MAPPING: '/integrations/setup/mapping',
  TAXES: '/integrations/setup/mapping/taxes',
} as const satisfies Record<Setting, string>;

function pageName(setting: Setting): string {
  switch (setting) {
    case 'SCOPE':
      return t`What to sync`;
    case 'MAPPING':
      return t`Mapping`;
    case 'TAXES':
      return t`Taxes`;
    default:
      return setting satisfies never;
  }
}

/** Why a part of an opportunity is not in ConnectWise, and where that is set. */
export function LeftOut({ all }: { all: readonly Left[] }): ReactElement {
  return (
    <>
      {all.map(({ label, because, setting }) => (
        <Text size="sm" key={label}>
          {t`Not sent: ${label}, because ${because}.`}{' '}
          {setting && (
            <Anchor size="sm" renderRoot={(props) => <Link to={pages[setting]} {...props} />}>
              {pageName(setting)}
            </Anchor>
          )}
        </Text>
      ))}
    </>
  );
}
