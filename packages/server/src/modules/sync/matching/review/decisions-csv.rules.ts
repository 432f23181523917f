import { csvReading } from '@causeway/shared/csv';
import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { Problem } from '../../../../platform/errors.ts';
import { type Id, isId } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { isComparedEntity } from '../comparison/compared-records.ts';

const columns = [
  'entity',
  'connectwise_id',
  'connectwise_name',
  'crm_id',
  'crm_name',
  'decision',
  'score',
  'decided_by',
  'decided_at',
] as const;
const needed = ['entity', 'connectwise_id', 'crm_id', 'decision'] as const;

const decisionWords = ['link', 'not_same', 'create', 'later'] as const;
type DecisionWord = (typeof decisionWords)[number];

/** One decided pair as it stands in a file. */
export interface FileDecision {
  entity: PulledEntity;
  remoteId: string;
  localId: Id;
  decision: DecisionWord;
  /** Of the file, the head being 1. */
  line: number;
}

export interface DecidedRow {
  entity: string;
  remoteId: string;
  remoteName: string;
  localId: Id;
  localName: string;
  state: string;
  score: number;
  decidedBy: string | null;
  decidedAt: Date | null;
}

const wordOfState: Readonly<Record<string, DecisionWord>> = {
  linked: 'link',
  rejected: 'not_same',
  create: 'create',
  later: 'later',
};

/** All decisions as a file for a spreadsheet (RFC 4180, with the mark that makes Excel read it as UTF-8). */
export function decisionsToCsv(rows: readonly DecidedRow[]): string {
  const lines = rows.flatMap((row) => {
    const decision = wordOfState[row.state];
    if (!decision) return [];
    const { entity, remoteId, remoteName, localId, localName, score, decidedBy, decidedAt } = row;
    return [
      [entity, remoteId, remoteName, localId, localName, decision, String(score), decidedBy, decidedAt?.toISOString()],
    ];
  });
  return stringify([[...columns], ...lines], {
    bom: true,
    record_delimiter: 'windows',
    // Spreadsheets of some countries part cells by semicolons, and a lone end of line is one to all of them.
    quoted_match: /[;\r\n]/,
    // Names come from outside: a spreadsheet must not take one that begins like a formula for one.
    escape_formulas: true,
  });
}

const MAX_PROBLEMS = 50;

/** The decisions in a file; what cannot be understood is told by its line, and nothing of such a file is to be used. */
export function decisionsFromCsv(text: string): { decisions: FileDecision[]; problems: Problem[] } {
  const { lines: all, problem } = cellsOf(text);
  if (problem) return { decisions: [], problems: [problem] };
  const [head, ...lines] = all;
  const places = new Map((head ?? []).map((name, at) => [name.trim().toLowerCase(), at]));
  const missing = needed.filter((name) => !places.has(name));
  if (missing.length > 0) {
    const message = `The first line must name the columns ${needed.join(', ')}; ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing. Export the decisions to see the form.`;
    return { decisions: [], problems: [{ code: 'invalid', field: 'csv.1', message }] };
  }
  const decisions: FileDecision[] = [];
  const problems: Problem[] = [];
  for (const [at, cells] of lines.entries()) {
    const line = at + 2;
    const read = (name: string) => (cells[places.get(name) ?? -1] ?? '').trim();
    if (cells.every((one) => one.trim() === '')) continue;
    const entity = read('entity').toLowerCase();
    const decision = decisionWords.find((word) => word === read('decision').toLowerCase());
    const [remoteId, localId] = [read('connectwise_id'), read('crm_id')];
    const fault = !isComparedEntity(entity)
      ? `entity "${shown(entity)}" is none of company, contact, product`
      : !/^\d{1,18}$/.test(remoteId)
        ? `connectwise_id "${shown(remoteId)}" is no ID of ConnectWise`
        : !isId(localId)
          ? `crm_id "${shown(localId)}" is no ID of the CRM`
          : decision === undefined
            ? `decision "${shown(read('decision'))}" is none of ${decisionWords.join(', ')}`
            : null;
    if (fault === null && isComparedEntity(entity) && decision)
      decisions.push({ entity, remoteId, localId, decision, line });
    else if (problems.length < MAX_PROBLEMS)
      problems.push({ code: 'invalid', field: `csv.${line}`, message: `Line ${line}: ${fault}.` });
  }
  return { decisions, problems };
}

const shown = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** Lines and cells of a file; what cannot be told apart is a problem. */
function cellsOf(text: string): { lines: string[][]; problem?: Problem } {
  try {
    return { lines: parse(text, csvReading(text)) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    const message =
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'A cell begins with a quotation mark and the file ends before it is closed. Save the file as CSV again.'
        : `The file cannot be read as CSV from line ${line} on. Save it as CSV again.`;
    return { lines: [], problem: { code: 'invalid', field: `csv.${line}`, message } };
  }
}
