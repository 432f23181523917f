import { Button, MultiSelect, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useClient, useMutation, useQuery } from 'urql';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { failureText } from '../../components/failure-text.ts';
import { KeptFor } from '../../components/kept-for.tsx';
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
const kindWords: Readonly<Record<string, string>> = {
  signed_in: 'Signed in',
  sign_in_failed: 'Wrong password',
  sign_in_throttled: 'Too many tries',
  session_ended: 'Session ended',
  sessions_ended: 'Sessions ended',
  password_changed: 'Password changed',
  password_reset: 'Password reset',
  second_factor_set_up: 'Second factor set up',
  second_factor_removed: 'Second factor switched off',
  second_factor_reset: 'Second factor reset',
  second_factor_failed: 'Wrong code',
  recovery_code_used: 'Recovery code used',
  recovery_codes_renewed: 'Recovery codes renewed',
  sign_in_settings_changed: 'Sign-in settings changed',
  identity_provider_saved: 'Sign-in provider saved',
  identity_provider_removed: 'Sign-in provider removed',
  identity_linked: 'Account of a provider linked',
  provider_sign_in_refused: 'Sign-in by provider refused',
  role_kept: 'Role kept',
  person_invited: 'Person invited',
  invitation_accepted: 'Invitation accepted',
  invitation_withdrawn: 'Invitation withdrawn',
  person_added: 'Person added',
  role_changed: 'Role changed',
  person_deactivated: 'Person deactivated',
  person_activated: 'Person activated',
  person_removed: 'Person removed',
  token_created: 'Token made',
  token_revoked: 'Token revoked',
  token_rotated: 'Token replaced',
  access_settings_changed: 'API access settings changed',
  connected: 'ConnectWise connected',
  keys_replaced: 'Keys replaced',
  disconnected: 'ConnectWise disconnected',
  settings_saved: 'Settings saved',
  settings_exported: 'Settings exported',
  security_log_exported: 'Security log exported',
  audit_log_exported: 'Audit log exported',
  alert_rules_saved: 'Alert rules saved',
  webhook_added: 'Webhook added',
  webhook_changed: 'Webhook changed',
  webhook_secret_rotated: 'Webhook secret replaced',
  webhook_switched_on: 'Webhook switched on',
  webhook_switched_off: 'Webhook switched off',
  webhook_removed: 'Webhook removed',
  restored: 'Restored from a backup',
  secrets_resealed: 'Secrets sealed with a new key',
  person_erased: 'Person erased',
  workspace_profile_changed: 'Workspace profile changed',
  retention_changed: 'Retention changed',
  retention_export_downloaded: 'Exported rows downloaded',
  retention_export_deleted: 'Exported rows deleted',
  retry_asked: 'Retry asked for',
  issue_dismissed: 'Issue dismissed',
  difference_accepted: 'Difference accepted',
  first_sync_undone: 'First sync undone',
  opportunity_won: 'Opportunity won',
  workspace_created: 'Workspace created',
};
const kindOptions = Object.entries(kindWords).map(([value, label]) => ({ value, label }));

const PAGE = 200;
const MAX_EXPORTED = 50_000;

const columns: Column<SecurityEvent>[] = [
  { key: 'at', header: 'When', width: 140, cell: (event) => <RelativeTime at={event.at} /> },
  { key: 'kind', header: 'Event', width: 180, onCard: true, cell: (event) => kindWords[event.kind] ?? event.kind },
  { key: 'what', header: 'What happened', isText: true, cell: (event) => event.description },
  { key: 'who', header: 'By', width: 160, hideBelow: 'medium', cell: (event) => event.actor },
  { key: 'from', header: 'From', width: 150, hideBelow: 'wide', cell: (event) => event.address },
];

/** What concerns who may get in and what they may do: filtered, and exported. */
export function SecurityPage(): ReactElement {
  const refusal = useRefusal('canAdminister');
  if (!refusal) return <SecurityLog />;
  return (
    <>
      <PageHeader title="Security log" />
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
        title="Security log"
        description={
          <>
            Sign-ins, people, passwords, tokens, keys, settings, exports, and what people decided about the sync.
            Nothing in it can be changed.
            <KeptFor kind="securityDays" />
          </>
        }
        actions={<ExportButton filter={filter} />}
      />
      <ListFilters
        always={
          <SearchField
            label="Search the security log"
            placeholder="Person, address or words"
            value={text}
            onSearch={setText}
          />
        }
        active={kinds.length > 0 ? 1 : 0}
      >
        <MultiSelect
          aria-label="Event"
          placeholder={kinds.length === 0 ? 'Event' : undefined}
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
        empty={<EmptyState title="No event matches">Take a filter away to see others.</EmptyState>}
      >
        {({ securityEvents }) => (
          <>
            <DataTable label="Security log" columns={columns} rows={securityEvents} rowKey={(event) => event.id} />
            {securityEvents.length === PAGE && (
              <Text size="xs" c="dimmed" mt="xs">
                The latest {PAGE} are shown; the export holds all that match.
              </Text>
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
    notifyDone(`Exported ${events.length} events.`);
  };
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      loading={isBusy}
      onClick={() => void run()}
    >
      Export
    </Button>
  );
}

function save(csv: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
  link.download = 'security-log.csv';
  link.click();
  URL.revokeObjectURL(link.href);
}
