import { type Role, roles, type TokenScope, tokenScopes } from '@causeway/shared/vocabulary';
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { covers } from '../platform/graphql/context.ts';
import { type AccessRules, defaultRoles } from '../platform/graphql/guard.ts';

export interface Permission {
  kind: 'query' | 'mutation' | 'subscription';
  field: string;
  /** "everybody" also without signing in. */
  mayBeAskedBy: readonly Role[];
  /** What a token must be made for. */
  scope: TokenScope | null;
  isOpen: boolean;
}

/** Which role may ask each root field, as the guard decides it. */
export function permissionsOf(schema: GraphQLSchema, rules: AccessRules): Permission[] {
  const types = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  };
  return (['query', 'mutation', 'subscription'] as const).flatMap((kind) =>
    fieldNames(types[kind]).map((field) => {
      const isOpen = rules.open.includes(field);
      const needed = rules.roleOf(field) ?? defaultRoles[kind];
      const scope = isOpen ? null : rules.scopeOf(field, kind);
      return {
        kind,
        field,
        isOpen,
        scope,
        mayBeAskedBy: isOpen ? roles : roles.filter((role) => covers(role, needed)),
      };
    }),
  );
}

const fieldNames = (type: GraphQLObjectType | null | undefined): string[] =>
  Object.keys(type?.getFields() ?? {}).sort();

const headings: Record<Permission['kind'], string> = {
  query: 'Reading',
  mutation: 'Changing',
  subscription: 'Following',
};

/** What each scope of a token opens. A token acts as support when it may retry, else as viewer. */
function scopesSection(permissions: readonly Permission[]): string {
  const asToken: Record<TokenScope, Role> = { audit: 'viewer', crm: 'viewer', settings: 'viewer', retry: 'support' };
  const lines = tokenScopes.map((scope) => {
    const ofScope = permissions.filter((row) => row.scope === scope);
    const open = ofScope.filter((row) => row.mayBeAskedBy.includes(asToken[scope]));
    const withRetry = ofScope.filter((row) => !open.includes(row) && row.mayBeAskedBy.includes(asToken.retry));
    const named = (rows: readonly Permission[]) => rows.map(({ field }) => `\`${field}\``).join(', ');
    return `- **${scope}**: ${named(open)}${withRetry.length > 0 ? `; together with \`retry\` also ${named(withRetry)}` : ''}`;
  });
  const intro =
    'An API token asks what its scopes name, as a viewer, or as support with `retry`. Records of the CRM that are reached through others need `crm` as well; what has no scope is open to each token.';
  return ['## Scopes of tokens', intro, lines.join('\n')].join('\n\n');
}

/** docs/roles.md: one row for each root field. */
export function rolesPage(permissions: readonly Permission[]): string {
  const table = (kind: Permission['kind']) => {
    const rows = permissions.filter((row) => row.kind === kind);
    const line = ({ field, isOpen, mayBeAskedBy }: Permission) =>
      `| \`${field}\`${isOpen ? ' (also without signing in)' : ''} | ${roles.map((role) => (mayBeAskedBy.includes(role) ? 'yes' : '–')).join(' | ')} |`;
    return [
      `## ${headings[kind]}`,
      `| Field | ${roles.join(' | ')} |`,
      `|---|${roles.map(() => '---|').join('')}`,
      ...rows.map(line),
    ].join('\n');
  };
  return [
    '# What each role may do',
    'Written by `npm run emit-schema` from `packages/server/src/main/access-rules.ts`; a test asks every field as each role.',
    [
      '- **admin** may do everything in the workspace.',
      '- **sales** works on clients, contacts, products, opportunities, quotes and wins, and sees how the sync stands. No settings, keys, tokens or people.',
      '- **support** watches the sync, retries, and settles issues. No CRM records, no settings.',
      '- **viewer** reads.',
    ].join('\n'),
    'Uploading a file to an opportunity needs sales or admin; downloading one needs any role, and of a token the scope crm.',
    ...(['query', 'mutation', 'subscription'] as const).map(table),
    scopesSection(permissions),
  ]
    .join('\n\n')
    .concat('\n');
}
