import { clientFields } from '@causeway/shared/forms/client';
import { contactFields } from '@causeway/shared/forms/contact';
import { opportunityFields } from '@causeway/shared/forms/opportunity';
import { type PlainFields, selectionOf } from '@causeway/shared/forms/plain-fields';
import { productFields } from '@causeway/shared/forms/product';

interface EditedRecord {
  type: string;
  folder: string;
  fields: PlainFields;
  /** What the form reads beside the plain fields. */
  more?: string;
}

const records: EditedRecord[] = [
  { type: 'Client', folder: 'clients', fields: clientFields },
  { type: 'Contact', folder: 'contacts', fields: contactFields },
  {
    type: 'Product',
    folder: 'products',
    fields: productFields,
    more: 'bundleLines { id position quantity product { id name sku price cost isActive } }',
  },
  { type: 'Opportunity', folder: 'opportunities', fields: opportunityFields },
];

/** The fragment that each form reads, as the web keeps it: path below `packages/web/src/features`, and text. */
export const formFragments = (): { path: string; text: string }[] =>
  records.map(({ type, folder, fields, more }) => {
    const selection = ['id', ...selectionOf(fields), ...(more ? [more] : []), 'customFields { name value }', 'version'];
    return {
      path: `${folder}/edited-${type.toLowerCase()}.graphql.ts`,
      text: `// Written by "npm run emit-schema" from the list of fields in packages/shared/src/forms; do not edit.
import { graphql } from '../../graphql/gql.ts';

/** What the form of the record reads. */
export const Edited${type} = graphql(\`
  fragment Edited${type} on ${type} {
${selection.map((one) => `    ${one}`).join('\n')}
  }
\`);
`,
    };
  });
