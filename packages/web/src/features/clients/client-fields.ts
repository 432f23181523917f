import { type ClientForm, clientForm, clientGroups } from '@causeway/shared/forms/client';
import { t } from '@lingui/core/macro';
import { customFieldGroup } from '../../components/custom-fields.tsx';
import { formGroup } from '../../components/form-group.ts';
import type { RecordFields } from '../../components/record-fields.ts';
import type { EditClientQuery, EditedClientFragment } from '../../graphql/graphql.ts';

const group = formGroup<EditedClientFragment, EditClientQuery>();

/** The form of a client. */
export const clientFields: RecordFields<ClientForm, EditedClientFragment, EditClientQuery> = {
  get thing() {
    return t`client`;
  },
  schema: clientForm,
  groups: [
    group(clientGroups.client, {
      taxRegionId: {
        kind: 'choice',
        get none() {
          return t`None`;
        },
        isSearchable: true,
        options: ({ taxRegions }) => taxRegions.map(({ id, name }) => ({ value: id, label: name })),
        read: (client) => client?.taxRegion?.id ?? null,
      },
    }),
    group(clientGroups.address, {}),
    customFieldGroup(),
  ],
};
