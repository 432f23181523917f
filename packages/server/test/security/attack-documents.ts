const nested = (depth: number): string =>
  `{ clients { items { ${'contacts { client { '.repeat(depth)} id ${'} }'.repeat(depth)} } } }`;

/** Documents that a server must refuse, and cheaply, each by what it tries. */
export const attackDocuments: ReadonlyArray<readonly [what: string, query: string]> = [
  ['depth 20', nested(10)],
  ['1,000 aliases', `{ ${Array.from({ length: 1_000 }, (_, n) => `a${n}: viewer { role }`).join(' ')} }`],
  ['100 aliases', `{ ${Array.from({ length: 100 }, (_, n) => `a${n}: viewer { role }`).join(' ')} }`],
  ['1,000 directives', `{ viewer { role ${'@skip(if: false) '.repeat(1_000)} } }`],
  ['a megabyte', `{ viewer { role } } #${'x'.repeat(1024 * 1024)}`],
  ['circular fragments', '{ viewer { ...a } } fragment a on Viewer { role ...b } fragment b on Viewer { ...a }'],
  ['a page of a million', '{ clients(first: 1000000) { items { id name } } }'],
  ['a deep literal', `{ auditEvents(filter: { text: ${'['.repeat(3_000)}${']'.repeat(3_000)} }) { items { id } } }`],
  [
    'lists in lists at their largest',
    '{ clients(first: 200) { items { contacts(first: 200) { id client { contacts(first: 200) { id } } } } } }',
  ],
  [
    'a thousand variables',
    `query (${Array.from({ length: 1_000 }, (_, n) => `$v${n}: Int`).join(' ')}) { viewer { role } }`,
  ],
  ['an unknown field', '{ clientz { id } }'],
  ['no GraphQL', 'DROP TABLE client'],
];

/** A client's contacts, their client, its contacts …, five levels deep. */
export const nestedContacts = (clientId: string): string =>
  `{ client(id: "${clientId}") { ${'contacts(first: 200) { client { '.repeat(5)} id ${'} }'.repeat(5)} } }`;

/** The dearest list that may be asked for. */
export const dearest = '{ clients(first: 100) { items { id name contacts(first: 100) { id firstName } } } }';
