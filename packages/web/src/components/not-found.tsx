import { t } from '@lingui/core/macro';
import { Anchor } from '@mantine/core';
import { IconQuestionMark } from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { EmptyState } from './query-state.tsx';

/** A record that is not there: deleted, mistyped, or of another workspace. */
export function RecordNotFound({
  thing,
  back,
}: {
  thing: string;
  back: { to: LinkProps['to']; label: string };
}): ReactElement {
  return (
    <EmptyState
      isPage
      title={t`This ${thing} does not exist`}
      icon={<IconQuestionMark size={24} aria-hidden />}
      action={<Anchor renderRoot={(props) => <Link to={back.to} {...props} />}>{back.label}</Anchor>}
    >{t`It may have been deleted, or the address is not complete.`}</EmptyState>
  );
}
