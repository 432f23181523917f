import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import type { EntityType } from '../../graphql/graphql.ts';

type Props = {
  entity: EntityType;
  issues: readonly { id: string; recordName?: string | null | undefined }[];
  children: ReactNode;
};

/** Leads from what is said of the open issues of a record to them; without any, only what is said. */
export function IssuesLink({ entity, issues, children }: Props): ReactElement {
  const [first, ...others] = issues;
  if (!first) return <>{children}</>;
  return (
    <Anchor
      inherit
      renderRoot={(props) =>
        others.length === 0 ? (
          <Link to="/issues/$id" params={{ id: first.id }} {...props} />
        ) : (
          <Link to="/issues" search={{ entity, text: first.recordName ?? undefined }} {...props} />
        )
      }
    >
      {children}
    </Anchor>
  );
}
