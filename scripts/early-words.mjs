// A word of the web app that is put into its language while the file is loaded stays in that language. This finds those outside of functions.
import { parseSync } from '@swc/core';

const macros = new Set(['t', 'plural', 'select', 'selectOrdinal']);
const functions = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassMethod',
  'MethodProperty',
  'GetterProperty',
]);

/** What is wrong with a file, in sentences. */
export function complaintsAboutWords(file, text) {
  if (!text.includes("from '@lingui/core/macro'")) return [];
  const found = [];
  const visit = (node) => {
    if (node === null || typeof node !== 'object') return;
    if (Array.isArray(node)) {
      for (const one of node) visit(one);
      return;
    }
    if (functions.has(node.type)) return;
    const called = node.type === 'TaggedTemplateExpression' ? node.tag : node.type === 'CallExpression' && node.callee;
    if (called?.type === 'Identifier' && macros.has(called.value)) found.push(called.value);
    for (const value of Object.values(node)) visit(value);
  };
  visit(parseSync(text, { syntax: 'typescript', tsx: file.endsWith('x') }).body);
  return found.map(
    (macro) =>
      `${file} says a word with "${macro}" while it is loaded; write it with "msg" inside of words(…), or as a getter.`,
  );
}
