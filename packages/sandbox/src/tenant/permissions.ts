import type { Readings } from '../store/options.ts';

type Right = { readonly prefix: string; readonly verb?: string };

/** What the API member's security role may not do, by module (`sales`) or path (`/company/companies`), and by verb. */
export class Permissions {
  private denied: Right[] = [];
  private readonly readings: Readings;
  private readonly isSetUpTable: (path: string) => boolean;

  constructor(readings: Readings, isSetUpTable: (path: string) => boolean) {
    this.readings = readings;
    this.isSetUpTable = isSetUpTable;
  }

  deny(prefix: string, verb?: string): void {
    this.denied.push({ prefix: normalRight(prefix), verb: verb?.toUpperCase() });
  }

  allow(prefix: string, verb?: string): void {
    const wanted = normalRight(prefix);
    this.denied = this.denied.filter(
      (right) => right.prefix !== wanted || (verb !== undefined && right.verb !== verb.toUpperCase()),
    );
  }

  allowAll(): void {
    this.denied = [];
  }

  list(): readonly Right[] {
    return this.denied;
  }

  /** `template` is the operation's path, e.g. `/company/companies/{id}`. */
  mayUse(method: string, template: string): boolean {
    if (this.denied.length === 0) return true;
    const path = template.toLowerCase();
    const isLight = method === 'GET' && this.isLight(path);
    return !this.denied.some(
      ({ prefix, verb }) =>
        (verb === undefined || verb === method) && covers(prefix, path) && !(isLight && !isNamed(prefix, path)),
    );
  }

  /** Lists that need no rights of their own unless they are named: `/info` variants, and set-up tables by one reading. */
  private isLight(path: string): boolean {
    if (path.split('/').includes('info')) return !this.readings.infoNeedsRights;
    return !this.readings.setUpTablesNeedRights && this.isSetUpTable(path);
  }
}

/** Whether a right names this very list, not only the module above it. */
function isNamed(prefix: string, path: string): boolean {
  if (isModule(prefix)) return false;
  return !path.split('/').includes('info') || prefix.split('/').includes('info');
}

const isModule = (prefix: string) => !prefix.slice(1).includes('/');

export function covers(prefix: string, path: string): boolean {
  if (isModule(prefix)) return path.startsWith(`${prefix}/`);
  return path === prefix || path === `${prefix}/count` || path.startsWith(`${prefix}/{`);
}

export function normalRight(prefix: string): string {
  return `/${prefix.toLowerCase().replace(/^\/+|\/+$/g, '')}`;
}
