type Right = { readonly prefix: string; readonly verb?: string };

/** What the API member's security role may not do, by module (`sales`) or path (`/company/companies`), and by verb. */
export class Permissions {
  private denied: Right[] = [];

  deny(prefix: string, verb?: string): void {
    this.denied.push({ prefix: normal(prefix), verb: verb?.toUpperCase() });
  }

  allow(prefix: string, verb?: string): void {
    const wanted = normal(prefix);
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

  /** `template` is the operation's path, e.g. `/company/companies/{id}`. Light `/info` lists need no rights of their own. */
  mayUse(method: string, template: string): boolean {
    const path = template.toLowerCase();
    return !this.denied.some(
      ({ prefix, verb }) =>
        (verb === undefined || verb === method) && covers(prefix, path) && !(path.endsWith('/info') && prefix !== path),
    );
  }
}

function covers(prefix: string, path: string): boolean {
  const isModule = !prefix.slice(1).includes('/');
  if (isModule) return path.startsWith(`${prefix}/`);
  return path === prefix || path === `${prefix}/count` || path.startsWith(`${prefix}/{`);
}

function normal(prefix: string): string {
  return `/${prefix.toLowerCase().replace(/^\/+|\/+$/g, '')}`;
}
