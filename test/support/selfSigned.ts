import { generateKeyPairSync, sign } from 'node:crypto';

/** A certificate and its key, in PEM. */
export type Certified = Readonly<{ cert: string; key: string }>;

const tlv = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const sequence = (...parts: readonly Buffer[]): Buffer => tlv(0x30, ...parts);
const integer = (value: number): Buffer => tlv(0x02, Buffer.from([value]));
const oid = (hex: string): Buffer => tlv(0x06, Buffer.from(hex, 'hex'));
const text = (value: string): Buffer => tlv(0x0c, Buffer.from(value, 'utf8'));
const time = (at: Date): Buffer => tlv(0x17, Buffer.from(`${at.toISOString().replaceAll(/[-:T]/g, '').slice(2, 14)}Z`, 'latin1'));

const COMMON_NAME = oid('550403');
const SUBJECT_ALT_NAME = oid('551d11');
const ECDSA_SHA256 = sequence(oid('2a8648ce3d040302'));
const DAY_MS = 86_400_000;

/** A certificate for `localhost` and 127.0.0.1 that is signed by its own key. @param daysLeft negative when it has expired */
export function selfSigned(daysLeft = 30): Certified {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(tlv(0x31, sequence(COMMON_NAME, text('localhost'))));
  const end = Date.now() + daysLeft * DAY_MS;
  const names = sequence(tlv(0x82, Buffer.from('localhost', 'latin1')), tlv(0x87, Buffer.from([127, 0, 0, 1])));
  const content = sequence(
    tlv(0xa0, integer(2)), integer(1), ECDSA_SHA256, name,
    sequence(time(new Date(end - 60 * DAY_MS)), time(new Date(end))), name,
    publicKey.export({ type: 'spki', format: 'der' }), tlv(0xa3, sequence(sequence(SUBJECT_ALT_NAME, tlv(0x04, names)))),
  );
  const signature = tlv(0x03, Buffer.from([0]), sign('sha256', content, privateKey));
  const der = sequence(content, ECDSA_SHA256, signature).toString('base64');
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${der.replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
