// Every description, reason and advice of the sync engine is made by a function of a *.messages.ts. This finds those that are written elsewhere.
// node scripts/stray-sentences.mjs [FILE …] looks at the named files instead of the engine's.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseSync } from '@swc/core';

/** Properties whose text people read in the audit log, in issues and on the overview. */
const spoken = new Set(['description', 'message', 'advice', 'reason', 'because', 'resolution', 'note', 'sentence']);

/** What these are given is for the one who asks (problems of an input), for the log of the program, or for a developer. */
const exempt = new Set(['refuse', 'refusePair', 'warn', 'info', 'debug', 'error', 'Error', 'AppError', 'Field', 'Arg']);

/** Whether a file belongs to the engine and may hold no sentence of its own. Field tables hold the clauses of their fields (ADR 9). */
export const isEngineFile = (file) =>
  /^packages\/server\/src\/modules\/(sync|links)\/.*\.ts$/.test(file) &&
  !/\.(test|contract|messages|type|resolver|input|fields)\.ts$/.test(file) &&
  !speaks.has(basename(file));

const speaks = new Set([
  // Sentences of a preview, one function of typed facts that its own test renders.
  'mode-preview.rules.ts',
  // What is wrong and what to do, each from typed facts, with tests of their own.
  'health.rules.ts',
  'trouble.rules.ts',
  // A page of the documentation.
  'synced-fields-page.ts',
  // What is wrong with a file that somebody imports.
  'decisions-csv.rules.ts',
]);

const nameOf = (callee) => callee?.property?.value ?? callee?.value ?? null;
const isWords = (text) => /[A-Za-z]{2,}[,:;]? [A-Za-z]/.test(text);
const isStatement = (text) =>
  /^\s*\(?\s*(select|insert|update|delete|with|exists|analyze|case|on conflict|t\.)\b/i.test(text);
const isSentence = (text) =>
  isWords(text) &&
  /^\s*["…(]?[A-Z…]/.test(text) &&
  !/^ ON /.test(text) &&
  /[.!?]\s*$/.test(text) &&
  text.split(' ').length >= 3;

function straySentences(text) {
  const found = [];
  const look = (said, isSpoken) => {
    // Sentences may hide in SQL: `resolution = 'The lines are as they were.'`
    const quoted = isStatement(said) ? [...said.matchAll(/'([^']*)'/g)].map(([, inner]) => inner) : [said];
    for (const one of quoted)
      if (isSentence(one) || (isSpoken && isWords(one) && !isStatement(one))) found.push(one.trim());
  };
  const visit = (node, isSpoken) => {
    if (node === null || typeof node !== 'object') return;
    if (Array.isArray(node)) {
      for (const one of node) visit(one, isSpoken);
      return;
    }
    if (node.type === 'ImportDeclaration' || node.type === 'Decorator') return;
    if ((node.type === 'CallExpression' || node.type === 'NewExpression') && exempt.has(nameOf(node.callee))) return;
    // Problems of an input name its field.
    if (
      node.type === 'ObjectExpression' &&
      node.properties.some((one) => (one.key?.value ?? one.value) === 'field' && hasKey(node, 'code'))
    )
      return;
    if (node.type === 'StringLiteral') return look(node.value, isSpoken);
    if (node.type === 'TemplateLiteral') {
      look(node.quasis.map((one) => one.cooked ?? one.raw).join('…'), isSpoken);
      return visit(node.expressions, false);
    }
    if (node.type === 'KeyValueProperty') return visit(node.value, spoken.has(node.key.value));
    if (node.type === 'CallExpression') {
      visit(node.callee, false);
      return visit(node.arguments, false);
    }
    for (const [key, value] of Object.entries(node)) if (key !== 'span') visit(value, isSpoken);
  };
  visit(parseSync(text, { syntax: 'typescript', decorators: true }).body, false);
  return found;
}

const hasKey = (node, key) => node.properties.some((one) => (one.key?.value ?? one.value) === key);

/** What is wrong with a file, in sentences. */
export const complaintsAbout = (file, text) =>
  straySentences(text).map(
    (said) => `${file} writes a sentence by itself; make it a function of sync/messages: "${said.slice(0, 120)}"`,
  );

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const complaints = process.argv.slice(2).flatMap((file) => complaintsAbout(file, readFileSync(file, 'utf8')));
  for (const complaint of complaints) console.error(complaint);
  process.exitCode = complaints.length > 0 ? 1 : 0;
}
