import { join } from 'node:path';

const NAME = /^[a-z0-9][\w.-]{0,59}$/i;
const DOCUMENT = /^\d{1,15}\.\d{1,15}$/;

/** Whether a text can name a login company; it begins with a letter or digit, so that it is never `.` or `..`. */
export const isCompanyName = (name: string): boolean => NAME.test(name);

/** Where a login company keeps its rows. Every path that holds a name from outside is built in this file. */
export function companyDirectory(dataDirectory: string, company: string): string {
  if (!isCompanyName(company)) throw new Error(nameRefused(company));
  return join(dataDirectory, company.toLowerCase());
}

/** Where the bytes of one version of a document lie, by `{id}.{version}`. */
export function documentPath(companyFolder: string, key: string): string {
  if (!DOCUMENT.test(key))
    throw new Error(`"${key.slice(0, 60)}" does not name a document: {id}.{version} was expected.`);
  return join(companyFolder, 'documents', key);
}

export const nameRefused = (name: string): string =>
  `"${name.slice(0, 80)}" cannot be a login company: begin with a letter or digit, go on with letters, digits, dots, dashes and underscores, 60 at most.`;
