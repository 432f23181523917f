/** Where a stand-in answers, and with which keys. */
interface Account {
  sandbox: { url: string; company: string; publicKey: string; privateKey: string; clientId: string };
}

// biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for
type Body = any;

/** ConnectWise over HTTP, as somebody there uses it: a path behind the API's address. A removal, which has no body, has an empty one. */
export async function requestConnectWise(
  { sandbox }: Account,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: Body }> {
  const { url, company, publicKey, privateKey, clientId } = sandbox;
  const answer = await fetch(`${url}/v4_6_release/apis/3.0${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${company}+${publicKey}:${privateKey}`).toString('base64')}`,
      clientid: clientId,
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : {} };
}

/** The same for what must be answered with a success; throws otherwise. */
export async function askConnectWise(account: Account, method: string, path: string, body?: unknown): Promise<Body> {
  const answer = await requestConnectWise(account, method, path, body);
  if (answer.status < 200 || answer.status > 299)
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
