import { type Configuration, configurationSchema } from '@causeway/shared/forms/configuration/configuration';
import { referenceKinds } from '@causeway/shared/vocabulary';
import { z } from 'zod';
import type { Problem } from '../../../platform/errors.ts';
import { referenceWords } from '../../connection/reference-words.ts';
import type { Section, SetupFacts } from '../setup/section.ts';

export const DOCUMENT_FORMAT = 'causeway-settings';
export const DOCUMENT_VERSION = 1;

/** The settings as they are carried to another account: all IDs with their labels, no keys. */
export interface SettingsDocument {
  format: typeof DOCUMENT_FORMAT;
  version: number;
  exportedAt: string;
  revision: number;
  account: { host: string; loginCompany: string };
  configuration: Configuration;
  /** By kind and ID, for the IDs that the configuration names. */
  labels: Record<string, Record<string, string>>;
}

const schema = z.object({
  format: z.literal(DOCUMENT_FORMAT),
  version: z.number().int().min(1),
  exportedAt: z.string().default(''),
  revision: z.number().int().default(0),
  account: z.object({ host: z.string(), loginCompany: z.string() }),
  configuration: z.record(z.string(), z.unknown()),
  labels: z.record(z.string(), z.record(z.string(), z.string())).default({}),
});

/** The document that was given, or what is wrong with it. */
export function readDocument(given: unknown): { document: SettingsDocument } | { problems: Problem[] } {
  const parsed = schema.safeParse(typeof given === 'string' ? parseJson(given) : given);
  if (!parsed.success)
    return wrong(
      'not_settings',
      'This is no export of settings. Choose a file that "Export" of this product has made.',
    );
  if (parsed.data.version > DOCUMENT_VERSION)
    return wrong(
      'newer_version',
      `This export is of version ${parsed.data.version}, made by a newer release of this product. Update this one first.`,
    );
  const configuration = configurationSchema.safeParse(parsed.data.configuration);
  if (configuration.success) return { document: { ...parsed.data, configuration: configuration.data } };
  return {
    problems: configuration.error.issues.map((issue) => ({
      code: 'invalid_value',
      field: issue.path.join('.'),
      message: `The setting ${issue.path.join('.')} cannot be taken: ${issue.message}`,
    })),
  };
}

const wrong = (code: string, message: string) => ({ problems: [{ code, field: 'document', message }] });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** An ID that a configuration names, wherever it stands. */
export interface NamedId {
  kind: string;
  id: string;
  field: string;
}

export function namedIds(sections: readonly Section[], configuration: Configuration, facts: SetupFacts): NamedId[] {
  return sections.flatMap((section) => [
    ...section.records(configuration).map(({ kind, id, field }) => ({ kind, id, field })),
    ...section.uses(configuration, facts).map(({ kind, remoteId, field }) => ({ kind, id: remoteId, field })),
  ]);
}

/** The labels of all IDs that a configuration names. */
export function labelsFor(sections: readonly Section[], configuration: Configuration, facts: SetupFacts) {
  const labels: SettingsDocument['labels'] = {};
  for (const { kind, id } of namedIds(sections, configuration, facts)) {
    const label = knownOf(kind, facts).find((one) => one.id === id)?.label;
    if (label) labels[kind] = { ...labels[kind], [id]: label };
  }
  return labels;
}

/** What can be named here, by kind: entries of ConnectWise's lists, stages of the pipeline. */
export function knownOf(
  kind: string,
  { lists, stages, taxRegions, crmFields }: SetupFacts,
): { id: string; label: string; isActive: boolean }[] {
  if (kind === 'crm_stage') return stages.map(({ id, name }) => ({ id, label: name, isActive: true }));
  if (kind === 'crm_tax_region') return taxRegions.map(({ id, name }) => ({ id, label: name, isActive: true }));
  if (kind === 'crm_custom_field')
    return crmFields.map(({ id, entity, name, isRetired }) => ({
      id,
      label: `${name} (${entity})`,
      isActive: !isRetired,
    }));
  const rows = Object.entries(lists).find(([name]) => name === kind)?.[1] ?? [];
  return rows.map(({ remoteId, label, isActive, flags }) => ({
    id: remoteId,
    label,
    isActive: isActive && !flags.isGone,
  }));
}

/** What one thing of a kind is called: `location`. */
export function kindWord(kind: string): string {
  if (kind === 'crm_stage') return 'stage of the CRM';
  if (kind === 'crm_tax_region') return 'tax region';
  if (kind === 'crm_custom_field') return 'custom field of the CRM';
  const known = referenceKinds.find((one) => one === kind);
  return known ? referenceWords[known] : kind;
}
