import { webAddressRule } from '@causeway/shared/web-address';
import { t } from '@lingui/core/macro';
import { Anchor } from '@mantine/core';
import type { ReactElement } from 'react';
import { customFieldFacts } from '../../components/custom-fields.tsx';
import { Facts } from '../../components/facts.tsx';
import { PhoneLink } from '../../components/phone-link.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { type FragmentType, readFragment } from '../../graphql/fragment-masking.ts';
import { ClientAddressFragment } from './clients.graphql.ts';
import { townLine } from './town-line.ts';

export function ClientAddress({
  client: masked,
}: {
  client: FragmentType<typeof ClientAddressFragment>;
}): ReactElement {
  const client = readFragment(ClientAddressFragment, masked);
  const town = townLine(client);
  const address = [client.addressLine1, client.addressLine2, town, client.country].filter(Boolean).join('\n');
  return (
    <Facts
      facts={[
        { label: t`Address`, value: address },
        {
          label: t`Phone`,
          value: <PhoneLink number={client.phone} />,
        },
        { label: t`Website`, value: client.website && <Website address={client.website} /> },
        { label: t`Type`, value: client.type },
        { label: t`Status`, value: client.status },
        { label: t`Tax region`, value: client.taxRegion?.name },
        { label: t`Short name`, value: client.identifier },
        ...customFieldFacts(client.customFields),
        { label: t`Changed`, value: <RelativeTime at={client.updatedAt} /> },
        { label: t`Added`, value: <RelativeTime at={client.createdAt} /> },
      ]}
    />
  );
}

/** Unlike other links out of the app it may break: addresses of sites can be long. What came in as "n/a" leads nowhere. */
function Website({ address }: { address: string }): ReactElement {
  if (!webAddressRule.pattern.test(address)) return <>{address}</>;
  const href = /^https?:\/\//i.test(address) ? address : `https://${address}`;
  return (
    <Anchor inherit href={href} target="_blank" rel="noreferrer noopener">
      {address}
    </Anchor>
  );
}
