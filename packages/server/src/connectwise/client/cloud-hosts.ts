/**
 * ConnectWise's own hosts (Developer Guide): `na.myconnectwise.net` serves the web client, `api-na.myconnectwise.net` the API;
 * the sandboxes `sandbox-na…` serve both. One label below these domains, nothing deeper and nothing that merely ends alike.
 */
const cloudHost =
  /^(?:(api-)?([a-z0-9]{2,12}|sandbox-[a-z]{2,4})\.myconnectwise\.net|(api-)?(staging)\.connectwisedev\.com)$/;

export interface CloudHosts {
  webHost: string;
  apiHost: string;
}

/** Both hosts of a cloud address, given either of them in lower case; null for any other host. */
export function cloudHostsOf(host: string): CloudHosts | null {
  const found = cloudHost.exec(host);
  if (!found) return null;
  const isApi = (found[1] ?? found[3]) !== undefined;
  const region = found[2] ?? found[4] ?? '';
  const webHost = isApi ? host.slice('api-'.length) : host;
  return { webHost, apiHost: region.startsWith('sandbox-') ? webHost : `api-${webHost}` };
}
