import express, { type Express } from 'express';
import { CALLBACK_PATH } from './callback-address.rules.ts';
import type { CallbackReceiver, Reception } from './callback-receiver.service.ts';

/** 404 for an address that is nobody's would be tried again by ConnectWise; 410 is not, and three days later the entry is off. */
const statusOf: Readonly<Record<Reception, number>> = {
  accepted: 204,
  repeated: 204,
  unknown_address: 410,
  senseless: 400,
  forged: 401,
};

/** POST of ConnectWise about one record. The signature is over the bytes as they came, so the body is not parsed on its way here. */
export const callbackRoute = (receiver: CallbackReceiver) => (app: Express) => {
  app.post(`${CALLBACK_PATH}:secret`, express.raw({ type: () => true, limit: '2mb' }), async (request, response) => {
    const signature = request.header('x-content-signature') ?? null;
    const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    response.status(statusOf[await receiver.receive(request.params.secret, raw, signature)]).end();
  });
};
