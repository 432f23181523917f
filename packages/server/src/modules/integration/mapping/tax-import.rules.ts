import { counted } from '@causeway/shared/counted';
import type { TaxPair } from '@causeway/shared/forms/configuration/tax-map';
import type { TaxImportState } from '@causeway/shared/vocabulary';
import { Decimal } from 'decimal.js';
import type { Problem } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import { type MappedRegion, percent, type TaxCodes } from './tax-map.rules.ts';

/** What is to be done with a tax code that has the name of a region which is here already. */
export type ClashDecision = 'adopt' | 'leave_out';

/** What an import does with one tax code. */
export interface TaxImportItem {
  taxCodeId: string;
  identifier: string | null;
  label: string;
  state: TaxImportState;
  /** The region that stands for it, or would clash with it. */
  taxRegionId: Id | null;
  regionName: string;
  /** Of the code; null when it has none that a region could hold. */
  rate: string | null;
  /** Of the region before, where there is one. */
  rateBefore: string | null;
  /** What the rate cannot express, or why the code is left out; sentences. */
  notes: string[];
  decision: ClashDecision | null;
}

export interface TaxImportQuestion {
  codes: TaxCodes;
  regions: readonly MappedRegion[];
  pairs: readonly TaxPair[];
  decisions: ReadonlyMap<string, ClashDecision>;
}

/** Longest name of a tax region, and most decimals of a rate, that the CRM keeps. */
const MAX_NAME = 50;
const MAX_DECIMALS = 5;

/**
 * One region for each tax code (requirement R43). A region that came from a code is known by its link, so that a second import makes
 * nothing twice and only brings the rate up to date (R45).
 */
export function planTaxImport({ codes, regions, pairs, decisions }: TaxImportQuestion): TaxImportItem[] {
  const names = new Map(regions.map((region) => [region.name.toLowerCase(), region]));
  return codes.map((code): TaxImportItem => {
    const imported = regions.find((region) => region.by === 'import' && region.taxCodeId === code.remoteId);
    const pair = pairs.find((one) => one.taxCodeId === code.remoteId);
    const direct = pair && regions.find((region) => region.id === pair.taxRegionId);
    const regionName = imported?.name ?? nameFor(code, codes);
    const clash = names.get(regionName.toLowerCase());
    const known = imported ?? direct ?? clash;
    const item = {
      taxCodeId: code.remoteId,
      identifier: code.flags.identifier ?? null,
      label: code.label,
      taxRegionId: known?.id ?? null,
      regionName: known?.name ?? regionName,
      rate: code.flags.rate ?? null,
      rateBefore: known?.taxableRate ?? null,
      decision: decisions.get(code.remoteId) ?? null,
    };
    const refusal = unfit(code);
    if (refusal) return { ...item, state: 'skipped', notes: [refusal] };
    const notes = code.flags.notExpressed ?? [];
    if (imported) return { ...item, state: isSameRate(item) ? 'unchanged' : 'changed', notes };
    if (direct)
      return {
        ...item,
        state: 'mapped',
        notes: [...notes, `It is mapped to tax region "${direct.name}" directly. Free it there to import it.`],
      };
    if (clash)
      return {
        ...item,
        state: 'clash',
        notes: clash.taxCodeId ? [...notes, standsForAnother(clash.name)] : notes,
      };
    return { ...item, state: 'new', notes };
  });
}

/** What an import may not do before a person has decided; each problem names its code. */
export function importProblems(items: readonly TaxImportItem[], regions: readonly MappedRegion[]): Problem[] {
  return items.flatMap((item): Problem[] => {
    if (item.state !== 'clash' || item.decision === 'leave_out') return [];
    const field = `decisions.${item.taxCodeId}`;
    if (item.decision === null)
      return [
        {
          code: 'name_taken',
          field,
          message: `There is a tax region "${item.regionName}" already. Say whether it stands for tax code "${item.label}", or leave the code out.`,
        },
      ];
    const region = regions.find((one) => one.id === item.taxRegionId);
    return region?.taxCodeId ? [{ code: 'mapping_taken', field, message: standsForAnother(region.name) }] : [];
  });
}

const standsForAnother = (name: string): string =>
  `Tax region "${name}" stands for another tax code already. Leave this one out, or rename the region first.`;

/** The description of a code; with its ID where two codes have the same. */
function nameFor(code: TaxCodes[number], codes: TaxCodes): string {
  const isShared = codes.some(
    (o) => o.remoteId !== code.remoteId && o.label.toLowerCase() === code.label.toLowerCase(),
  );
  const name = isShared ? `${code.label} (${code.flags.identifier ?? code.remoteId})` : code.label;
  return name.slice(0, MAX_NAME).trim();
}

/** Why a code cannot be a region, or null. Nothing is rounded in silence. */
function unfit({ label, isActive, flags }: TaxCodes[number]): string | null {
  if (!isActive) return `Tax code "${label}" has ended${flags.endsOn ? ` on ${flags.endsOn}` : ''}, or is gone.`;
  if (flags.startsLater) return `Tax code "${label}" only begins on ${flags.startsOn}. Import it then.`;
  if (!flags.rate) return `ConnectWise tells no rate of tax code "${label}". Refresh the lists.`;
  const rate = new Decimal(flags.rate);
  if (rate.gt(100) || rate.lt(0))
    return `The rate of tax code "${label}" is ${percent(flags.rate)}; 0 to 100 % are possible.`;
  if (rate.decimalPlaces() > MAX_DECIMALS)
    return `The rate of tax code "${label}" is ${percent(flags.rate)}; a region keeps ${MAX_DECIMALS} digits after the point.`;
  return null;
}

const isSameRate = ({ rate, rateBefore }: { rate: string | null; rateBefore: string | null }): boolean =>
  rate !== null && rateBefore !== null && new Decimal(rate).eq(rateBefore);

/** One line of what an import did, as the settings history shows it. */
export interface TaxImportChange {
  field: string;
  label: string;
  from: string | null;
  to: string | null;
}

/** What an import did to each region, field by field; `items` as they were written, with the IDs of new regions. */
export function importChanges(items: readonly TaxImportItem[]): TaxImportChange[] {
  return items.filter(isTaken).flatMap(({ state, taxRegionId, regionName, label, rate, rateBefore }) => {
    const field = `taxRegions.${taxRegionId}`;
    const code = { field: `${field}.taxCode`, label: `Tax code for ${regionName}`, from: null, to: label };
    const rates = {
      field: `${field}.taxableRate`,
      label: `Taxable rate of ${regionName}`,
      from: rateBefore === null ? null : percent(rateBefore),
      to: rate === null ? null : percent(rate),
    };
    return [
      ...(state === 'new' || state === 'clash' ? [code] : []),
      ...(state === 'new' || !isSameRate({ rate, rateBefore }) ? [rates] : []),
    ];
  });
}

/** `Imported 12 tax codes; tax regions: 3 made, 1 brought up to date, 8 unchanged. Skipped: 2 tax codes.` */
export function importNote(items: readonly TaxImportItem[]): string {
  const taken = items.filter(isTaken);
  const count = (wanted: (state: TaxImportState) => boolean) => taken.filter(({ state }) => wanted(state)).length;
  const parts = [
    [count((state) => state === 'new'), 'made'],
    [count((state) => state === 'changed' || state === 'clash'), 'brought up to date'],
    [count((state) => state === 'unchanged'), 'unchanged'],
  ] as const;
  const told = parts.flatMap(([many, words]) => (many > 0 ? [`${many} ${words}`] : []));
  const left = items.length - taken.length;
  const codes = (many: number): string => counted(many, 'tax code');
  return `Imported ${codes(taken.length)}${told.length > 0 ? `; tax regions: ${told.join(', ')}` : ''}.${
    left > 0 ? ` Skipped: ${codes(left)}.` : ''
  }`;
}

/** Codes that have a region afterwards. */
export const isTaken = ({ state, decision }: TaxImportItem): boolean =>
  state === 'new' || state === 'changed' || state === 'unchanged' || (state === 'clash' && decision === 'adopt');

/** Regions and codes of an import that stood for nothing before it. */
export function newlyMappedBy(
  items: readonly TaxImportItem[],
  before: readonly Pick<MappedRegion, 'id' | 'taxCodeId'>[],
): { taxRegions: string[]; taxCodes: string[] } {
  const mapped = before.filter(({ taxCodeId }) => taxCodeId !== null);
  const taken = items.filter(isTaken);
  return {
    taxRegions: taken.flatMap(({ taxRegionId }) =>
      taxRegionId && !mapped.some(({ id }) => id === taxRegionId) ? [taxRegionId] : [],
    ),
    taxCodes: taken.flatMap(({ taxCodeId }) => (mapped.some((one) => one.taxCodeId === taxCodeId) ? [] : [taxCodeId])),
  };
}
