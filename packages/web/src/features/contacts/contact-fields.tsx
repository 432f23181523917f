import { type ContactForm, contactForm } from '@causeway/shared/forms/contact';
import { ClientField, clientChoice } from '../../components/client-field.tsx';
import { customFieldGroup } from '../../components/custom-fields.tsx';
import type { RecordFields } from '../../components/record-fields.ts';
import type { EditContactQuery, EditedContactFragment } from '../../graphql/graphql.ts';

/** The form of a contact. */
export const contactFields: RecordFields<ContactForm, EditedContactFragment, EditContactQuery> = {
  thing: 'contact',
  schema: contactForm,
  groups: [
    {
      legend: 'Contact',
      fields: [
        { kind: 'text', name: 'firstName', label: 'First name', required: true, autoComplete: 'off' },
        { kind: 'text', name: 'lastName', label: 'Last name', autoComplete: 'off' },
        {
          kind: 'drawn',
          name: 'clientId',
          label: 'Client',
          required: true,
          read: (contact, { client }) => clientChoice(contact, client)?.id ?? '',
          draw: ({ form, record, data, input }) => (
            <ClientField
              input={input}
              start={clientChoice(record, data.client)}
              onChoose={(id) => form.setFieldValue('clientId', id)}
            />
          ),
        },
        { kind: 'text', name: 'title', label: 'Job title', autoComplete: 'off' },
        { kind: 'text', name: 'email', label: 'E-mail', type: 'email', autoComplete: 'off' },
        { kind: 'text', name: 'phone', label: 'Phone', type: 'tel', autoComplete: 'off' },
        { kind: 'text', name: 'phoneExtension', label: 'Extension', autoComplete: 'off' },
        { kind: 'text', name: 'mobile', label: 'Mobile', type: 'tel', autoComplete: 'off' },
      ],
    },
    {
      legend: 'Status',
      fields: [
        {
          kind: 'flag',
          name: 'isPrimary',
          label: 'Primary contact of the client',
          description: 'Used where an opportunity names no contact',
          startsAs: false,
        },
        {
          kind: 'flag',
          name: 'isActive',
          label: 'Active',
          description: 'Inactive contacts stay, but are not offered any more',
          startsAs: true,
        },
      ],
    },
    customFieldGroup(),
  ],
};
