// Lets a child process of a test reach what docker compose gives names to: COMPOSE_PLACES says where a name and port, or a port to listen on, really is.
import net from 'node:net';

const places = JSON.parse(process.env.COMPOSE_PLACES ?? '{}');

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (first, ...others) {
  // net.connect hands its arguments on as an array that it has put in order already.
  if (Array.isArray(first)) Object.assign(first[0], placeOf(first[0]));
  else if (typeof first === 'object') return connect.call(this, { ...first, ...placeOf(first) }, ...others);
  else if (typeof others[0] === 'string') {
    const place = placeOf({ port: first, host: others[0] });
    return connect.call(this, place.port, place.host, ...others.slice(1));
  }
  return connect.call(this, first, ...others);
};

function placeOf({ host, port }) {
  const place = places[`${host}:${port}`];
  return place ? { host: '127.0.0.1', port: place } : { host, port };
}

const { listen } = net.Server.prototype;
net.Server.prototype.listen = function (port, host, ...others) {
  const place = places[`listen:${port}`];
  return place ? listen.call(this, place, '127.0.0.1', ...others) : listen.call(this, port, host, ...others);
};
