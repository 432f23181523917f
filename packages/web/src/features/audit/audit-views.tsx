import { t } from '@lingui/core/macro';
import { Button, Checkbox, Group, Menu, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { told } from '../../components/notify.ts';
import { useRefusal } from '../../components/viewer.ts';
import type { SavedViewsQuery as Data } from '../../graphql/graphql.ts';
import { DeleteViewMutation, SavedViewsQuery, SaveViewMutation } from './audit-page.graphql.ts';
import { type AuditSearch, auditSearch } from './audit-search.ts';

type View = Data['savedViews'][number];

const context = { additionalTypenames: ['SavedView'] };

/** Filters kept under a name, the own ones and those that others share. */
export function AuditViews({ search }: { search: AuditSearch }): ReactElement {
  const navigate = useNavigate({ from: '/audit' });
  const [isOpen, setOpen] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const [{ data }] = useQuery({ query: SavedViewsQuery, variables: { page: 'audit' }, pause: !isOpen, context });
  const [, remove] = useMutation(DeleteViewMutation);
  const isAdmin = useRefusal('canAdminister') === null;
  const views = data?.savedViews ?? [];
  const open = (view: View): void => void navigate({ search: searchOf(view), replace: false });
  const drop = async (view: View): Promise<void> => {
    const answer = await remove({ id: view.id }, context);
    told(answer.error, answer.data?.deleteView.problems, t`View "${view.name}" deleted.`);
  };
  return (
    <>
      <Menu opened={isOpen} onChange={setOpen} position="bottom-end" shadow="md" width={280}>
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconBookmark size={14} aria-hidden />}
          >{t`Views`}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.map((view) => (
            <Group key={view.id} gap={4} wrap="nowrap">
              <Menu.Item onClick={() => open(view)} style={{ flex: 1, minWidth: 0 }}>
                <Text size="sm" truncate>
                  {view.name}
                </Text>
                {view.isShared && (
                  <Text size="xs" c="dimmed">
                    {view.isMine ? t`Shared by you` : t`Shared by ${view.ownerName}`}
                  </Text>
                )}
              </Menu.Item>
              {(view.isMine || isAdmin) && (
                <Menu.Item
                  w="auto"
                  aria-label={t`Delete view ${view.name}`}
                  closeMenuOnClick={false}
                  onClick={() => void drop(view)}
                >
                  <IconTrash size={14} aria-hidden />
                </Menu.Item>
              )}
            </Group>
          ))}
          {views.length > 0 && <Menu.Divider />}
          <Menu.Item onClick={() => setSaving(true)}>{t`Save this view…`}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isSaving && <SaveDialog search={search} onClose={() => setSaving(false)} />}
    </>
  );
}

function SaveDialog({ search, onClose }: { search: AuditSearch; onClose: () => void }): ReactElement {
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  const sharing = useRefusal('canRetry');
  const [{ fetching }, save] = useMutation(SaveViewMutation);
  const { event: _open, ...kept } = auditSearch(search);
  const confirm = async (): Promise<void> => {
    const input = { page: 'audit', name: name.trim(), search: JSON.stringify(kept), isShared };
    const answer = await save({ input }, context);
    if (told(answer.error, answer.data?.saveView.problems, t`View "${name.trim()}" saved.`)) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t`Save this view`} centered closeButtonProps={{ 'aria-label': t`Close` }}>
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault();
          void confirm();
        }}
      >
        <Stack>
          <TextInput
            label={t`Name`}
            description={t`Keeps the filters, the columns and the density. One of yours with the same name is replaced.`}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            maxLength={80}
            required
            data-autofocus
          />
          <Checkbox
            label={t`Share with everybody in this workspace`}
            description={sharing ? t`Sharing needs the support role.` : undefined}
            checked={isShared}
            disabled={sharing !== null}
            onChange={({ currentTarget }) => setShared(currentTarget.checked)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>{t`Cancel`}</Button>
            <Button type="submit" loading={fetching} disabled={name.trim() === ''}>{t`Save view`}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** What a view was saved with, as far as the page still knows it. */
function searchOf({ search }: View): AuditSearch {
  try {
    const kept: unknown = JSON.parse(search);
    return typeof kept === 'object' && kept !== null ? auditSearch({ ...kept }) : {};
  } catch {
    return {};
  }
}
