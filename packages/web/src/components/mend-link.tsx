import { msg } from '@lingui/core/macro';
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { words } from './language/language.ts';

const products = words({
  to: '/integrations/setup/mapping/products',
  label: msg`Open the mapping of products`,
} as const);
const taxes = words({ to: '/integrations/setup/mapping/taxes', label: msg`Open the mapping of taxes` } as const);

/** The page of the settings on which a cause is mended, where there is one. */
const pages: Readonly<Record<string, typeof products | typeof taxes>> = {
  identifier_missing: products,
  identifier_taken: products,
  line_item_missing: products,
  setup_missing: products,
  name_taken: products,
  tax_code_missing: taxes,
  tax_differs: taxes,
  tax_rate_changed: taxes,
};

/** Leads from an entry or an issue to the settings that mend its cause; nothing for causes that are mended elsewhere. */
export function MendLink({
  code,
  entity,
}: {
  code: string | null | undefined;
  entity?: string | null;
}): ReactElement | null {
  const page = code ? pages[code.toLowerCase()] : undefined;
  // A name is also taken among clients, which no mapping mends.
  if (!page || (code === 'name_taken' && entity !== 'PRODUCT')) return null;
  return (
    <Anchor size="sm" renderRoot={(props) => <Link to={page.to} {...props} />}>
      {page.label}
    </Anchor>
  );
}
