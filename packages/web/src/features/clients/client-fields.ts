import { type ClientForm, clientForm } from '@causeway/shared/forms/client';
import { customFieldGroup } from '../../components/custom-fields.tsx';
import type { RecordFields } from '../../components/record-fields.ts';
import type { EditClientQuery, EditedClientFragment } from '../../graphql/graphql.ts';

/** The form of a client. */
export const clientFields: RecordFields<ClientForm, EditedClientFragment, EditClientQuery> = {
  thing: 'client',
  schema: clientForm,
  groups: [
    {
      legend: 'Client',
      fields: [
        { kind: 'text', name: 'name', label: 'Name', required: true, autoComplete: 'organization' },
        { kind: 'text', name: 'identifier', label: 'Short name', description: 'The company ID in ConnectWise' },
        { kind: 'text', name: 'phone', label: 'Phone', type: 'tel' },
        { kind: 'text', name: 'website', label: 'Website', inputMode: 'url', placeholder: 'example.com' },
        { kind: 'text', name: 'type', label: 'Type' },
        { kind: 'text', name: 'status', label: 'Status' },
        {
          kind: 'choice',
          name: 'taxRegionId',
          label: 'Tax region',
          none: 'None',
          isSearchable: true,
          options: ({ taxRegions }) => taxRegions.map(({ id, name }) => ({ value: id, label: name })),
          read: (client) => client?.taxRegion?.id ?? null,
        },
      ],
    },
    {
      legend: 'Address',
      fields: [
        { kind: 'text', name: 'addressLine1', label: 'Address' },
        { kind: 'text', name: 'addressLine2', label: 'Address, second line' },
        { kind: 'text', name: 'postalCode', label: 'Postal code' },
        { kind: 'text', name: 'city', label: 'City' },
        { kind: 'text', name: 'region', label: 'State or region' },
        { kind: 'text', name: 'country', label: 'Country' },
      ],
    },
    customFieldGroup(),
  ],
};
