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
  return `\uFEFF${[columns, ...lines].map((line) => line.map((text) => cell(text ?? '')).join(',')).join('\r\n')}\r\n`;
}

/** Names come from outside: a spreadsheet must not take one that begins like a formula for one. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const MAX_PROBLEMS = 50;

/** The decisions in a file; what cannot be understood is told by its line, and nothing of such a file is to be used. */
export function decisionsFromCsv(text: string): { decisions: FileDecision[]; problems: Problem[] } {
  const [head, ...lines] = cellsOf(text);
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

/** Lines and cells of a file; both commas and semicolons part cells, as spreadsheets of different countries write them. */
function cellsOf(text: string): string[][] {
  const plain = text.replace(/^\uFEFF/, '');
  const first = plain.slice(0, plain.search(/[\r\n]|$/));
  const separator = first.includes(',') ? ',' : ';';
  const lines: string[][] = [];
  let line: string[] = [];
  let value = '';
  let isQuoted = false;
  for (let at = 0; at < plain.length; at++) {
    const letter = plain[at] ?? '';
    if (isQuoted) {
      if (letter !== '"') value += letter;
      else if (plain[at + 1] === '"') value += plain[at++];
      else isQuoted = false;
    } else if (letter === '"' && value === '') isQuoted = true;
    else if (letter === separator) {
      line.push(value);
      value = '';
    } else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && plain[at + 1] === '\n') at++;
      lines.push([...line, value]);
      line = [];
      value = '';
    } else value += letter;
  }
  if (value !== '' || line.length > 0) lines.push([...line, value]);
  return lines;
}
