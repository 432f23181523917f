import { msg, plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, MultiSelect, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useClient, useMutation, useQuery } from 'urql';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { failureText } from '../../components/failure-text.ts';
import { KeptFor } from '../../components/kept-for.tsx';
import { EnglishOnly } from '../../components/language/english-only.tsx';
import { words } from '../../components/language/language.ts';
import { ListFilters } from '../../components/list-filters.tsx';
import { notifyDone, notifyFailure } from '../../components/notify.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, QueryState, TableSkeleton } from '../../components/query-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useRefusal } from '../../components/viewer.ts';
import type { SecurityLogQuery as LogData } from '../../graphql/graphql.ts';
import { NoteExport, SecurityLogQuery } from './security.graphql.ts';
import { securityCsv } from './security-csv.ts';

type SecurityEvent = LogData['securityEvents'][number];
type Filter = { kinds: string[] | null; text: string | null };

/** The names that the server uses, in words. */
const kindWords: Readonly<Record<string, string>> = words({
  signed_in: msg`Signed in`,
  sign_in_failed: msg`Wrong password`,
  sign_in_throttled: msg`Too many tries`,
  session_ended: msg`Session ended`,
  sessions_ended: msg`Sessions ended`,
  password_changed: msg`Password changed`,
  password_reset: msg`Password reset`,
  second_factor_set_up: msg`Second factor set up`,
  second_factor_removed: msg`Second factor switched off`,
  second_factor_reset: msg`Second factor reset`,
  second_factor_failed: msg`Wrong code`,
  recovery_code_used: msg`Recovery code used`,
  recovery_codes_renewed: msg`Recovery codes renewed`,
  sign_in_settings_changed: msg`Sign-in settings changed`,
  identity_provider_saved: msg`Sign-in provider saved`,
  identity_provider_removed: msg`Sign-in provider removed`,
  identity_linked: msg`Account of a provider linked`,
  provider_sign_in_refused: msg`Sign-in by provider refused`,
  role_kept: msg`Role kept`,
  person_invited: msg`Person invited`,
  invitation_accepted: msg`Invitation accepted`,
  invitation_withdrawn: msg`Invitation withdrawn`,
  person_added: msg`Person added`,
  role_changed: msg`Role changed`,
  person_deactivated: msg`Person deactivated`,
  person_activated: msg`Person activated`,
  person_removed: msg`Person removed`,
  token_created: msg`Token created`,
  token_revoked: msg`Token revoked`,
  token_rotated: msg`Token replaced`,
  access_settings_changed: msg`API access settings changed`,
  connected: msg`ConnectWise connected`,
  keys_replaced: msg`Keys replaced`,
  disconnected: msg`ConnectWise disconnected`,
  settings_saved: msg`Settings saved`,
  settings_exported: msg`Settings exported`,
  security_log_exported: msg`Security log exported`,
  audit_log_exported: msg`Audit log exported`,
  records_exported: msg`Records exported`,
  alert_rules_saved: msg`Alert rules saved`,
  webhook_added: msg`Webhook added`,
  webhook_changed: msg`Webhook changed`,
  webhook_secret_rotated: msg`Webhook secret replaced`,
  webhook_switched_on: msg`Webhook switched on`,
  webhook_switched_off: msg`Webhook switched off`,
  webhook_removed: msg`Webhook removed`,
  restored: msg`Restored from a backup`,
  secrets_resealed: msg`Secrets sealed with a new key`,
  person_erased: msg`Person erased`,
  workspace_profile_changed: msg`Workspace profile changed`,
  retention_changed: msg`Retention changed`,
  retention_export_downloaded: msg`Exported rows downloaded`,
  retention_export_deleted: msg`Exported rows deleted`,
  retry_asked: msg`Retry requested`,
  issue_dismissed: msg`Issue dismissed`,
  difference_accepted: msg`Difference accepted`,
  first_sync_undone: msg`First sync undone`,
  opportunity_won: msg`Opportunity won`,
  workspace_created: msg`Workspace created`,
});
const kindOptions = Object.keys(kindWords).map((value) => ({
  value,
  get label() {
    return kindWords[value] ?? value;
  },
}));

const PAGE = 200;
const MAX_EXPORTED = 50_000;

const columns: Column<SecurityEvent>[] = [
  {
    key: 'at',
    get header() {
      return t`When`;
    },
    width: 140,
    cell: (event) => <RelativeTime at={event.at} />,
  },
  {
    key: 'kind',
    get header() {
      return t`Event`;
    },
    width: 180,
    onCard: true,
    cell: (event) => kindWords[event.kind] ?? event.kind,
  },
  {
    key: 'what',
    get header() {
      return t`What happened`;
    },
    isText: true,
    cell: (event) => event.description,
  },
  {
    key: 'who',
    get header() {
      return t`By`;
    },
    width: 160,
    hideBelow: 'medium',
    onCard: true,
    cell: (event) => event.actor,
  },
  {
    key: 'from',
    get header() {
      return t`From`;
    },
    width: 150,
    hideBelow: 'wide',
    onCard: true,
    cell: (event) => event.address,
  },
];

/** What concerns who may get in and what they may do: filtered, and exported. */
export function SecurityPage(): ReactElement {
  const refusal = useRefusal('canAdminister');
  if (!refusal) return <SecurityLog />;
  return (
    <>
      <PageHeader title={t`Security log`} />
      <Text size="sm">{refusal}</Text>
    </>
  );
}

function SecurityLog(): ReactElement {
  const [kinds, setKinds] = useState<string[]>([]);
  const [text, setText] = useState('');
  const filter: Filter = { kinds: kinds.length > 0 ? kinds : null, text: text || null };
  const [result, ask] = useQuery({ query: SecurityLogQuery, variables: filter, requestPolicy: 'cache-and-network' });
  return (
    <>
      <PageHeader
        title={t`Security log`}
        description={
          <>
            <Trans>
              Sign-ins, people, passwords, tokens, keys, settings, exports, and what people decided about the sync.
              Nothing in it can be changed.
              <KeptFor kind="securityDays" />
            </Trans>
            <EnglishOnly />
          </>
        }
        actions={<ExportButton filter={filter} />}
      />
      <ListFilters
        always={
          <SearchField
            label={t`Search the security log`}
            placeholder={t`Person, address or words`}
            value={text}
            onSearch={setText}
          />
        }
        active={kinds.length > 0 ? 1 : 0}
      >
        <MultiSelect
          aria-label={t`Event`}
          placeholder={kinds.length === 0 ? t`Event` : undefined}
          data={kindOptions}
          value={kinds}
          onChange={setKinds}
          searchable
          clearable
          style={{ flex: '0 1 20rem' }}
        />
      </ListFilters>
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        skeleton={<TableSkeleton rows={8} />}
        isEmpty={({ securityEvents }) => securityEvents.length === 0}
        empty={<EmptyState title={t`No event matches`}>{t`Remove a filter to see others.`}</EmptyState>}
      >
        {({ securityEvents }) => (
          <>
            <DataTable label={t`Security log`} columns={columns} rows={securityEvents} rowKey={(event) => event.id} />
            {securityEvents.length === PAGE && (
              <Text
                size="xs"
                c="dimmed"
                mt="xs"
              >{t`The latest ${PAGE} are shown. The export holds all that match.`}</Text>
            )}
          </>
        )}
      </QueryState>
    </>
  );
}

/** Reads page after page of what matches, and hands it over as a sheet. */
function ExportButton({ filter }: { filter: Filter }): ReactElement {
  const client = useClient();
  const [, note] = useMutation(NoteExport);
  const [isBusy, setBusy] = useState(false);
  const run = async (): Promise<void> => {
    setBusy(true);
    const noted = await note({});
    const events: SecurityEvent[] = [];
    let failure = noted.error;
    while (!failure && events.length < MAX_EXPORTED) {
      const variables = { ...filter, before: events.at(-1)?.id ?? null };
      const { data, error } = await client.query(SecurityLogQuery, variables, { requestPolicy: 'network-only' });
      failure = error;
      const page = data?.securityEvents ?? [];
      events.push(...page);
      if (page.length < PAGE) break;
    }
    setBusy(false);
    if (failure) return notifyFailure(failureText(failure));
    save(securityCsv(events));
    notifyDone(plural(events.length, { one: 'Exported # event.', other: 'Exported # events.' }));
  };
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      loading={isBusy}
      onClick={() => void run()}
    >{t`Export`}</Button>
  );
}

function save(csv: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
  link.download = 'security-log.csv';
  link.click();
  URL.revokeObjectURL(link.href);
}
