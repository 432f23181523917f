import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import { buildSchema, type GraphQLEnumType, type GraphQLSchema } from 'graphql';

/**
 * Every advice that the product gives a person, read out of the source: properties called `advice`, the advice of a refused push, and what issues
 * are written with in SQL. An action that one of them names has to exist in the API, and a page in the web app.
 */
const modules = join(import.meta.dirname, '..');
const packages = join(import.meta.dirname, '../../../..');

/** Words that promise an action, with the mutation (and its kind) that carries it out. */
const actions: readonly [RegExp, mutation: string, kind?: string][] = [
  [/\brelink\b/i, 'changeLink', 'RELINK'],
  [/\bunlink\b/i, 'changeLink', 'UNLINK'],
  [/\brecreate\b/i, 'changeLink', 'RECREATE_HERE'],
  [/\bresume\b/i, 'changeLink', 'RESUME'],
  [/\ballow it to sync\b/i, 'changeLink', 'ALLOW_SYNC'],
  [/\bretry\b|\bpush again\b|\btried again\b/i, 'retryIssue'],
  [/\bdismiss\b/i, 'dismissIssue'],
  [/\baccept the difference\b/i, 'acceptDifference'],
  [/\bchoose whose value stands\b/i, 'settleConflict'],
  [/\bwhether to link it\b/i, 'resolveMatch'],
  [/\bmatch existing\b/i, 'decideMatches'],
  [/\brefresh the lists\b/i, 'refreshReferenceData'],
  [/\bimport the tax codes again\b/i, 'importTaxCodes'],
];

/** Pages that advice sends people to, with the text of the web app that shows that they are there. */
const pages: readonly [RegExp, file: string, text: string][] = [
  [/\bLinks\b/, 'app/nav-items.ts', "to: '/links'"],
  [/\bConflicts\b/, 'features/links/links-page.tsx', 'Conflicts'],
  [/\bIssues\b/, 'app/nav-items.ts', "to: '/issues'"],
  [/\bCustom fields\b/, 'features/integrations/mapping/mapping-tabs.tsx', 'Custom fields'],
  [/\bIntegrations\b/, 'app/nav-items.ts', "to: '/integrations'"],
  [/\bSettings\b/, 'app/navigation.tsx', 'Settings'],
];

/** What begins a sentence of advice: things that people do on the records and in ConnectWise, and words that begin no order. */
const orders =
  'add allow accept ask change check choose compare correct decide dismiss enter fill finish find give import look make map open or push recreate refresh relink retry search set shorten show take then try unlink wait';
const others =
  'a an another at connectwise links quotes records system else if it its nothing once so the their these they this to when which with what';

interface Node {
  type?: string;
  [key: string]: unknown;
}

function adviceIn(file: string): string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const one of node) visit(one);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const { type, key, value, callee, id, init, arguments: given } = node as Node;
    if (type === 'KeyValueProperty' && (key as Node).value === 'advice') found.push(...textsOf(value));
    // Tables of advice by the kind of a failure.
    if (type === 'VariableDeclarator' && (id as Node).value === 'advice')
      for (const row of ((init as Node | null)?.properties as Node[] | undefined) ?? [])
        found.push(...textsOf(row.value));
    const called = (callee as Node | undefined)?.value;
    if (type === 'NewExpression' && (called === 'PushRefused' || called === 'RecordProblem'))
      found.push(...textsOf((given as { expression: unknown }[])[2]?.expression));
    for (const one of Object.values(node)) visit(one);
  };
  const text = readFileSync(file, 'utf8');
  visit(parseSync(text, { syntax: 'typescript', decorators: true }).body);
  // Issues that are written by a statement: their advice is a parameter, a text that gives an order.
  if (file.endsWith('held-links.queries.ts') || file.endsWith('removal-guard.ts'))
    for (const [, template = ''] of text.matchAll(/`((?:The|Look)[^`]*(?:retry|Relink)[^`]*)`/g)) found.push(template);
  return found;
}

/** The texts of an expression; what is put into a template stands as a letter. */
function textsOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type, value, quasis, consequent, alternate } = node as Node;
  if (type === 'StringLiteral') return [String(value)];
  if (type === 'TemplateLiteral') return [(quasis as { raw: string }[]).map(({ raw }) => raw).join('x')];
  if (type === 'ConditionalExpression') return [...textsOf(consequent), ...textsOf(alternate)];
  return [];
}

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('.test.'))
    .map((name) => join(folder, name));

describe('advice', () => {
  const all = ['sync', 'links', 'integration'].flatMap((folder) => sources(join(modules, folder)).flatMap(adviceIn));
  const schema: GraphQLSchema = buildSchema(readFileSync(join(packages, 'shared/schema.graphql'), 'utf8'));
  const mutations = schema.getMutationType()?.getFields() ?? {};
  const kinds = (schema.getType('LinkActionKind') as GraphQLEnumType).getValues().map(({ name }) => name);

  it('is found in the source at all', () => {
    expect(all.length).toBeGreaterThan(60);
    for (const known of ['Relink it to the right record', 'Check the API keys', 'Retry. If it stays'])
      expect(all.some((text) => text.includes(known))).toBe(true);
  });

  it.each([...new Set(all)])('names what exists: %s', (text) => {
    for (const [words, mutation, kind] of actions) {
      if (!words.test(text)) continue;
      expect(Object.keys(mutations)).toContain(mutation);
      if (kind) expect(kinds).toContain(kind);
    }
    for (const [words, file, shown] of pages)
      if (words.test(text)) expect(readFileSync(join(packages, 'web/src', file), 'utf8')).toContain(shown);
    for (const sentence of text.split(/[.;:] +/)) {
      const first = /^[A-Za-z]+/.exec(sentence)?.[0]?.toLowerCase();
      if (first) expect(`${orders} ${others} x`.split(' ')).toContain(first);
    }
  });
});
