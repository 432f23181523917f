/** What a client needs; `createSandbox` and the line of `--json` both give it. */
export interface Access {
  readonly url: string;
  readonly company: string;
  readonly publicKey: string;
  readonly privateKey: string;
  readonly clientId: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of many shapes.
  readonly body: any;
}

/** A plain client for tests: JSON in, JSON (or text) out. */
export function clientOf(sandbox: Access) {
  const keys = `${sandbox.company}+${sandbox.publicKey}:${sandbox.privateKey}`;
  const base = { authorization: `Basic ${Buffer.from(keys).toString('base64')}`, clientId: sandbox.clientId };
  return async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> => {
    const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${sandbox.url}/v4_6_release/apis/3.0${path}`, {
      method,
      redirect: 'manual',
      headers: { ...base, ...(text === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(text === undefined ? {} : { body: text }),
    });
    const reply = await response.text();
    let parsed: unknown = reply;
    try {
      parsed = JSON.parse(reply);
    } catch {
      // Not JSON: some answers are plain text or HTML.
    }
    return { status: response.status, headers: response.headers, body: parsed };
  };
}
