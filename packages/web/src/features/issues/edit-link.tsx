import { t } from '@lingui/core/macro';
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { inSentence } from '../../components/language/language.ts';
import { entityWords } from '../../components/sync-words.ts';
import { useViewer } from '../../components/viewer.ts';
import type { EntityType, IssueFieldsFragment } from '../../graphql/graphql.ts';

/** Causes that lie in a value of the record. */
const inValues: ReadonlySet<string> = new Set([
  'invalid',
  'invalid_record',
  'invalid_value',
  'missing_value',
  'missing_name',
  'text_too_long',
  'name_taken',
  'duplicate',
  'too_large',
]);

const forms: Partial<Record<EntityType, string>> = {
  COMPANY: '/clients',
  CONTACT: '/contacts',
  PRODUCT: '/products',
  OPPORTUNITY: '/opportunities',
};

/** The form in which the value that was refused is corrected, or who may do that. */
export function EditLink({ issue }: { issue: IssueFieldsFragment }): ReactElement | null {
  const { canEdit } = useViewer();
  const { entity, localId, code } = issue;
  const folder = forms[entity];
  if (!localId || !folder || !inValues.has(code)) return null;
  const what = inSentence(entityWords[entity].one);
  if (!canEdit) return <Text size="xs" c="dimmed">{t`Sales and administrators can edit the ${what} here.`}</Text>;
  return (
    <Anchor size="xs" renderRoot={(props) => <Link to={`${folder}/${localId}/edit`} {...props} />}>
      {t`Edit the ${what}`}
    </Anchor>
  );
}
