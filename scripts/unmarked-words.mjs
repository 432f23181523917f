// Words on screen belong to the catalogues of the web app. This finds those that nothing marks for them; it looks at what is certainly shown, and
// elsewhere at what reads as a sentence.
// node scripts/unmarked-words.mjs FILE … looks at the named files.
import { readFileSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseSync } from '@swc/core';

/** The same in every language: names of products and formats, and what ConnectWise writes on its own screens. */
const names = new Set(
  'A4 Add All API Bearer Causeway ConnectWise Contoso CRM Deutsch Edit English Inquire JSON kB MB PDF SHA UTC webhook-id'.split(
    ' ',
  ),
);
const macros = new Set(['t', 'msg', 'plural', 'select', 'selectOrdinal', 'graphql']);
/** Attributes and entries of tables whose text is always shown. */
const shown = new Set(
  'label description placeholder title header legend alt text sentence none hint confirmLabel submitLabel nothingFoundMessage aria-label aria-description'.split(
    ' ',
  ),
);
/** The last one shortens sentences of the server, which are English in every language. */
const isExempt = (file) => /\.test\.tsx?$|\.graphql\.ts$|\/(graphql|testing)\/|\/short-description\.ts$/.test(file);

const words = (text) => text.match(/\p{L}+(?:['’-]\p{L}+)*/gu) ?? [];
const isCode = (text) => /^\S*[./:_@…]\S*$|^[a-z]+(-[a-z]+)+$|^[A-Z]+(-[A-Z]+)+$/.test(text);
const isForReaders = (text) => words(text).some((word) => word.length > 1 && !names.has(word)) && !isCode(text.trim());
const isSentence = (text) =>
  /^\s*["“]?\p{Lu}\p{Ll}/u.test(text) && words(text).length > 1 && /\S\s+\S/.test(text) && isForReaders(text);

/** What is wrong with a file of the web app, in sentences. */
export function complaintsAboutUnmarked(file, text) {
  if (isExempt(file)) return [];
  const found = [];
  const textOf = (node) => {
    if (node?.type === 'StringLiteral') return node.value;
    return node?.type === 'TemplateLiteral' ? node.quasis.map(({ cooked }) => cooked).join('…') : null;
  };
  const visitAll = (node, inTrans) => {
    for (const value of Object.values(node)) visit(value, inTrans);
  };
  /** Text that is always shown: in a child of an element, such an attribute or such an entry of a table, through conditions. */
  const visitShown = (node) => {
    const said = textOf(node);
    if (said !== null) {
      if (isForReaders(said)) found.push(said);
      visit(node.expressions, false);
    } else if (node?.type === 'ConditionalExpression') {
      visit(node.test, false);
      visitShown(node.consequent);
      visitShown(node.alternate);
    } else if (node?.type === 'BinaryExpression' && /[&|?]/.test(node.operator)) {
      visit(node.left, false);
      visitShown(node.right);
    } else visit(node, false);
  };
  const visit = (node, inTrans) => {
    if (node === null || typeof node !== 'object') return;
    if (Array.isArray(node)) {
      for (const one of node) visit(one, inTrans);
      return;
    }
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ThrowStatement':
      case 'TsLiteralType':
      case 'TsTypeAnnotation':
      case 'TsTypeAliasDeclaration':
      case 'TsInterfaceDeclaration':
        return;
      case 'TaggedTemplateExpression':
        if (node.tag.value !== 'graphql') node.template.expressions.forEach(visitShown);
        return;
      case 'CallExpression':
        if (macros.has(node.callee.value)) return;
        break;
      case 'NewExpression':
        if (/Error$/.test(node.callee.value ?? '')) return;
        break;
      case 'JSXElement':
        visit(node.opening, false);
        visit(node.children, inTrans || node.opening.name.value === 'Trans');
        return;
      case 'JSXExpressionContainer':
        visitShown(node.expression);
        return;
      case 'JSXText':
        if (!inTrans && isForReaders(node.value)) found.push(node.value.replace(/\s+/g, ' ').trim());
        return;
      case 'JSXAttribute':
        if (shown.has(node.name.value)) visitShown(node.value?.expression ?? node.value);
        else visit(node.value?.expression ?? node.value, false);
        return;
      case 'KeyValueProperty':
        if (shown.has(node.key.value)) visitShown(node.value);
        else visit(node.value, false);
        return;
      case 'StringLiteral':
      case 'TemplateLiteral':
        if (isSentence(textOf(node))) found.push(textOf(node));
        break;
      default:
    }
    visitAll(node, inTrans);
  };
  visit(parseSync(text, { syntax: 'typescript', tsx: file.endsWith('x') }).body, false);
  return found.map(
    (said) =>
      `${file} shows "${said}", which no catalogue has; mark it with t\`…\`, <Trans>, or with msg\`…\` inside of words(…).`,
  );
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const complaints = argv.slice(2).flatMap((file) => complaintsAboutUnmarked(file, readFileSync(file, 'utf8')));
  for (const complaint of complaints) console.error(complaint);
  process.exit(complaints.length > 0 ? 1 : 0);
}
