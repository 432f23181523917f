import { msg } from '@lingui/core/macro';
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { SetupStepName } from '../graphql/graphql.ts';
import { words } from './language/language.ts';

/** Where each cause is mended that lies in the settings or in the rights of the API member. */
const places = words({
  CONNECT: { label: msg`Open connection`, to: '/integrations/setup/connect' },
  PERMISSIONS: { label: msg`Check permissions`, to: '/integrations/setup/permissions' },
  SCOPE: { label: msg`Open settings`, to: '/integrations/setup/scope' },
  MAPPING: { label: msg`Open mapping`, to: '/integrations/setup/mapping' },
} as const) satisfies Partial<Record<SetupStepName, { label: string; to: string }>>;

type Place = keyof typeof places;

const isPlace = (step: string): step is Place => Object.hasOwn(places, step);

const steps: Record<string, Place> = {
  forbidden: 'PERMISSIONS',
  no_permission: 'PERMISSIONS',
  unauthorized: 'PERMISSIONS',
  wrong_keys: 'CONNECT',
  client_id_missing: 'CONNECT',
  wrong_company: 'CONNECT',
  option_gone: 'MAPPING',
  option_inactive: 'MAPPING',
  custom_field_apart: 'MAPPING',
  custom_field_default: 'MAPPING',
  custom_field_options: 'MAPPING',
  custom_field_required: 'MAPPING',
};

/** The step in which a cause is mended, by its code; null when it is mended elsewhere. */
export const fixStepOf = (code: string | null | undefined): Place | null => steps[code?.toLowerCase() ?? ''] ?? null;

/** A link to the step in which something is mended; nothing for what is mended elsewhere. */
export function FixLink({ step }: { step: SetupStepName | null | undefined }): ReactElement | null {
  if (!step || !isPlace(step)) return null;
  const { label, to } = places[step];
  return (
    <Anchor size="xs" renderRoot={(props) => <Link to={to} {...props} />}>
      {label}
    </Anchor>
  );
}
