import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql';
import type { Permission } from './permissions.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => escapes[letter] ?? letter);

/** A description with what stands in backticks as code. */
const prose = (text: string | null | undefined): string =>
  text ? `<p>${escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>')}</p>` : '';

const linked = (type: GraphQLType): string => {
  const { name } = getNamedType(type);
  return `<code>${escaped(String(type)).replace(name, `<a href="#${name}">${name}</a>`)}</code>`;
};

/** The whole schema as one page of HTML without scripts: what can be asked, of whom, and every type with its fields. */
export function referencePage(schema: GraphQLSchema, permissions: readonly Permission[]): string {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter(
    (type) => !!type,
  );
  const types = Object.values(schema.getTypeMap())
    .filter(
      (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type) && !roots.some((root) => root === type),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const access = new Map(permissions.map((row) => [row.field, row]));
  const sections = [
    ...roots.map((root) => section(root.name, fieldsOf(Object.values(root.getFields()), access))),
    ...types.map((type) => section(type.name, prose(type.description) + bodyOf(type))),
  ];
  const index = [...roots, ...types].map(({ name }) => `<li><a href="#${name}">${name}</a></li>`).join('');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Causeway API reference</title><style>${STYLE}</style></head>
<body><nav aria-label="Types"><ul>${index}</ul></nav>
<main><h1>Causeway API reference</h1>
<p>Every field and type of <code>POST /graphql</code>, as this server answers it. Try them in the <a href="/explorer">explorer</a>.</p>
${sections.join('\n')}</main></body></html>`;
}

const section = (name: string, body: string): string => `<section id="${name}"><h2>${name}</h2>${body}</section>`;

function bodyOf(type: GraphQLNamedType): string {
  if (isObjectType(type)) return fieldsOf(Object.values(type.getFields()), new Map());
  if (isInputObjectType(type)) return list(Object.values(type.getFields()).map(inputOf));
  if (isEnumType(type))
    return list(type.getValues().map(({ name, description }) => `<code>${name}</code>${prose(description)}`));
  return isScalarType(type) ? '' : '<p>A type of its own.</p>';
}

const list = (items: readonly string[]): string => `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;

const fieldsOf = (
  fields: ReadonlyArray<GraphQLField<unknown, unknown>>,
  access: ReadonlyMap<string, Permission>,
): string =>
  list(
    fields.map((field) => {
      const args = field.args.length > 0 ? list(field.args.map(inputOf)) : '';
      const isOld = field.deprecationReason
        ? `<p><strong>Deprecated.</strong> ${escaped(field.deprecationReason)}</p>`
        : '';
      return `<strong>${field.name}</strong>: ${linked(field.type)}${accessOf(access.get(field.name))}${isOld}${prose(field.description)}${args}`;
    }),
  );

function accessOf(row: Permission | undefined): string {
  if (!row) return '';
  const who = row.isOpen ? 'everybody' : row.mayBeAskedBy.join(', ');
  return `<p class="access">${who}${row.scope ? `; a token with <code>${row.scope.toUpperCase()}</code>` : ''}</p>`;
}

function inputOf({ name, type, description, deprecationReason }: GraphQLArgument | GraphQLInputField): string {
  const isOld = deprecationReason ? `<p><strong>Deprecated.</strong> ${escaped(deprecationReason)}</p>` : '';
  return `${name}: ${linked(type)}${isOld}${prose(description)}`;
}

const STYLE = `:root{color-scheme:light dark}body{margin:0;font:15px/1.5 system-ui,sans-serif;display:grid;grid-template-columns:16rem 1fr;background:light-dark(#fff,#1a1b1e);color:light-dark(#212529,#e9ecef)}
nav{position:sticky;top:0;height:100vh;overflow:auto;border-right:1px solid light-dark(#dee2e6,#3b3b3b);font-size:.85rem}nav ul{padding:1rem;list-style:none;margin:0}
main{padding:1rem 2rem 4rem;max-width:60rem;min-width:0}h2{margin:2.5rem 0 .5rem;padding-top:.5rem;border-top:1px solid light-dark(#dee2e6,#3b3b3b)}
p{margin:.15rem 0;color:light-dark(#495057,#adb5bd)}li{margin:.35rem 0;overflow-wrap:anywhere}.access{font-size:.85rem}a{color:light-dark(#1864ab,#74c0fc)}code{font-size:.9em}
@media(max-width:700px){body{grid-template-columns:minmax(0,1fr)}nav{position:static;height:auto;max-height:30vh;border:0}main{padding:1rem}}`;
