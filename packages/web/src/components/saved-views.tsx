import { t } from '@lingui/core/macro';
import { Button, Checkbox, Group, Menu, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import type { SavedViewsQuery as Data } from '../graphql/graphql.ts';
import { told } from './notify.ts';
import { DeleteViewMutation, SavedViewsQuery, SaveViewMutation } from './saved-views.graphql.ts';
import { useRefusal } from './viewer.ts';

type View = Data['savedViews'][number];

const context = { additionalTypenames: ['SavedView'] };

type Props<TSearch extends object> = {
  /** The list, as the server calls it. */
  page: string;
  /** What is kept: the address without what is open beside the list. */
  search: TSearch;
  /** What a view was saved with, as far as the page still knows it. */
  read: (kept: Record<string, unknown>) => TSearch;
  onOpen: (search: TSearch) => void;
  /** What of the page is kept, a sentence. */
  keeps: string;
};

/** Filters kept under a name, the own ones and those that others share. */
export function SavedViews<TSearch extends object>({
  page,
  search,
  read,
  onOpen,
  keeps,
}: Props<TSearch>): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const [{ data }] = useQuery({ query: SavedViewsQuery, variables: { page }, pause: !isOpen, context });
  const [, remove] = useMutation(DeleteViewMutation);
  const isAdmin = useRefusal('canAdminister') === null;
  const views = data?.savedViews ?? [];
  const open = (view: View): void => onOpen(searchOf(view, read));
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
      {isSaving && <SaveDialog page={page} search={search} keeps={keeps} onClose={() => setSaving(false)} />}
    </>
  );
}

type DialogProps = { page: string; search: object; keeps: string; onClose: () => void };

function SaveDialog({ page, search, keeps, onClose }: DialogProps): ReactElement {
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  const sharing = useRefusal('canRetry');
  const [{ fetching }, save] = useMutation(SaveViewMutation);
  const confirm = async (): Promise<void> => {
    const input = { page, name: name.trim(), search: JSON.stringify(search), isShared };
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
            description={t`${keeps} One of yours with the same name is replaced.`}
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

function searchOf<TSearch extends object>({ search }: View, read: Props<TSearch>['read']): TSearch {
  try {
    const kept: unknown = JSON.parse(search);
    return read(typeof kept === 'object' && kept !== null ? { ...kept } : {});
  } catch {
    return read({});
  }
}
