import { type ContactForm, contactForm, contactGroups } from '@causeway/shared/forms/contact';
import { t } from '@lingui/core/macro';
import { ClientField, clientChoice } from '../../components/client-field.tsx';
import { customFieldGroup } from '../../components/custom-fields.tsx';
import { formGroup } from '../../components/form-group.ts';
import type { RecordFields } from '../../components/record-fields.ts';
import type { EditContactQuery, EditedContactFragment } from '../../graphql/graphql.ts';

const group = formGroup<EditedContactFragment, EditContactQuery>();

/** The form of a contact. */
export const contactFields: RecordFields<ContactForm, EditedContactFragment, EditContactQuery> = {
  get thing() {
    return t`contact`;
  },
  schema: contactForm,
  groups: [
    group(contactGroups.contact, {
      clientId: {
        kind: 'drawn',
        read: (contact, { client }) => clientChoice(contact, client)?.id ?? '',
        draw: ({ form, record, data, input }) => (
          <ClientField
            input={input}
            start={clientChoice(record, data.client)}
            onChoose={(id) => form.setFieldValue('clientId', id)}
          />
        ),
      },
    }),
    group(contactGroups.status, {}),
    customFieldGroup(),
  ],
};
