import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from '../core.ts';
import { ApiError } from '../http/api-error.ts';
import { parseJson, readText } from '../http/body.ts';
import type { Target } from '../http/front.ts';
import { isOwnHost } from './host.ts';
import { controlRoutes } from './routes.ts';

const MAX_STATE_BYTES = 512 * 1024 * 1024;

/** The control API: `/control/…`, JSON in and out. It is for tests and tools on the same machine, never for browsers. */
export class ControlApi {
  private readonly core: Core;
  private readonly routes = controlRoutes();
  private readonly allowedHosts: ReadonlySet<string>;

  /** `hosts` are names that this machine goes by, beside its addresses and `localhost`. */
  constructor(core: Core, hosts: readonly string[] = []) {
    this.core = core;
    this.allowedHosts = new Set(hosts.map((host) => host.toLowerCase()));
  }

  async serve(request: IncomingMessage, response: ServerResponse, target: Target): Promise<boolean> {
    if (target.path !== '/control' && !target.path.startsWith('/control/')) return false;
    try {
      const result = await this.answer(request, target);
      respond(response, 200, result ?? { ok: true });
    } catch (error) {
      const status = error instanceof ApiError ? error.status : 400;
      request.resume();
      respond(response, status, { message: error instanceof Error ? messageOf(error) : String(error) });
    }
    return true;
  }

  private async answer(request: IncomingMessage, target: Target): Promise<unknown> {
    if (!isOwnHost(request.headers.host, this.allowedHosts)) {
      const given = String(request.headers.host).slice(0, 100);
      throw new ApiError(
        403,
        `The control API does not answer as "${given}". Call it by address or as localhost, or allow the name.`,
      );
    }
    // A page in a browser could reach loopback; it always says where it comes from.
    if (request.headers.origin !== undefined) throw new ApiError(403, 'The control API does not answer browsers.');
    const name = target.path.replace(/^\/control\/?/, '').replace(/\/$/, '');
    const method = request.method ?? 'GET';
    if (name === '')
      return { routes: this.routes.map((route) => `${route.method} /control/${route.name}: ${route.about}`) };
    const route = this.routes.find((entry) => entry.name === name && entry.method === method);
    if (!route) throw new ApiError(404, `There is no ${method} /control/${name}. GET /control lists what there is.`);
    const text = method === 'GET' ? '' : await readText(request, MAX_STATE_BYTES);
    const body = text.trim() === '' ? {} : parseJson(text);
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      throw new Error('A JSON object was expected.');
    return route.run({
      core: this.core,
      body: body as Record<string, unknown>,
      query: new URLSearchParams(target.query),
    });
  }
}

/** Problems of a record are told one by one, not only that there are some. */
function messageOf(error: Error): string {
  const body = error instanceof ApiError && typeof error.body === 'object' ? error.body : {};
  const problems = (body.errors ?? []) as readonly { readonly message: string }[];
  return [error.message, ...problems.map(({ message }) => message)].join(' ');
}

function respond(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(value));
}
