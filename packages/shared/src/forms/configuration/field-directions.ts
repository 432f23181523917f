import { z } from 'zod';
import { owners } from './options.ts';

export const fieldDirections = ['both', 'in', 'out', 'in_if_empty', 'out_if_empty', 'off'] as const;
/**
 * `in`: from ConnectWise only; `out`: to ConnectWise only; `in_if_empty` and `out_if_empty`: the same, and only where the other side has nothing;
 * `off`: neither, each side keeps its own.
 */
export type FieldDirection = (typeof fieldDirections)[number];

/**
 * The fields whose direction can be chosen, by ConnectWise's word for the record. A record cannot be without the others (a name, the client), or
 * they are decided together with something else (stage and status, type and category, parts of a bundle).
 */
export const directedFields = {
  company: ['addressLine1', 'addressLine2', 'city', 'region', 'postalCode', 'country', 'phone', 'website'],
  contact: ['lastName', 'email', 'phone', 'phoneExtension', 'mobile', 'title'],
  product: ['description', 'unit', 'price', 'cost'],
  opportunity: ['expectedCloseDate', 'notes'],
} as const satisfies Record<string, readonly string[]>;

export const directedFieldKeys: readonly string[] = Object.entries(directedFields).flatMap(([record, fields]) =>
  fields.map((field) => `${record}.${field}`),
);

/** Custom fields that are kept in step, by the ID of their definition: `company.customFields.12`. */
const customKey = /^(company|contact|product|opportunity)\.customFields\.\d{1,18}$/;

/** Whether the direction of a field can be chosen. */
export const isDirected = (key: string): boolean => directedFieldKeys.includes(key) || customKey.test(key);

const fieldDirectionSchema = z.object({
  /** `company.phone`. */
  field: z.string().max(60),
  direction: z.enum(fieldDirections),
  /** Whose value stands in a conflict, where that is not the record's owner; of fields that go both ways. */
  owner: z.enum(owners).nullable().default(null),
  /** In a conflict a person is asked; meanwhile each side keeps its value, and the record's other fields go on. */
  asks: z.boolean().default(false),
});

/** Fields that are not named go both ways, as far as the mode lets them. */
export const fieldDirectionsSchema = z.array(fieldDirectionSchema).default([]);

export type FieldDirectionRow = z.output<typeof fieldDirectionSchema>;
