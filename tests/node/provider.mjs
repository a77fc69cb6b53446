// An OpenID provider that is not ours, for the tests of sign-in. Whoever signs in is who they say: the address is the name.
import { Provider } from 'oidc-provider';
import { generateKeyPairSync } from 'node:crypto';

const [redirect, secret] = process.argv.slice(2);
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const server = await new Promise((resolve) => {
  import('node:http').then(({ createServer }) => {
    const made = createServer((request, response) => made.answer(request, response));
    made.listen(0, '127.0.0.1', () => resolve(made));
  });
});
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  clients: [{ client_id: 'verbale', client_secret: secret, redirect_uris: [redirect], grant_types: ['authorization_code'] }],
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', kid: 'one' }] },
  cookies: { keys: ['for the tests alone'] },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  features: { devInteractions: { enabled: true } },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: id, email_verified: !id.startsWith('unverified'), name: id }),
  }),
});
server.answer = provider.callback();
console.log(issuer);
