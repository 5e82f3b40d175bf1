// Servers that others wrote, for tests/Interop: oidc-provider (https), @node-oauth/oauth2-server (http), oauth2-mock-server as the
// issuer of a CI system (http), and express-rate-limit in front of an API (http).
// The modules are resolved from the folder that the tests ran `npm ci` in. Reads one JSON object from standard input:
// { modules, certificate, privateKey, authority, algorithms, clientKeys }. Prints the addresses as one line of JSON.
// The servers end when standard input closes, so that no test run leaves them behind.
import { createRequire } from 'node:module';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const settings = await new Promise((resolve) => {
  let text = '';
  process.stdin.setEncoding('utf8');
  process.stdin.on('data', (part) => {
    text += part;
    if (text.includes('\n')) resolve(JSON.parse(text));
  });
  process.stdin.on('end', () => process.exit(0));
});

const resolve = createRequire(path.join(settings.modules, 'package.json')).resolve;
const { Provider } = await import(pathToFileURL(resolve('oidc-provider')));
const { default: OAuth2Server } = await import(pathToFileURL(resolve('@node-oauth/oauth2-server')));
const { OAuth2Server: MockServer } = await import(pathToFileURL(resolve('oauth2-mock-server')));
const { default: express } = await import(pathToFileURL(resolve('express')));
const { rateLimit } = await import(pathToFileURL(resolve('express-rate-limit')));
const { createRemoteJWKSet, jwtVerify } = await import(pathToFileURL(resolve('jose')));

const resource = 'https://api.interop.example';
const requests = {};
let keyCount = 0;

function createKey(algorithm) {
  const { privateKey } = algorithm.startsWith('ES')
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
    : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: algorithm, kid: `key-${++keyCount}` };
}

function createProvider(issuer) {
  const client = {
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
  };
  const secret = 'p%41+b/c=d==0123456789';
  const provider = new Provider(issuer, {
    clients: [
      { ...client, client_id: 'body', client_secret: secret, token_endpoint_auth_method: 'client_secret_post' },
      { ...client, client_id: 'basic', client_secret: secret, token_endpoint_auth_method: 'client_secret_basic' },
      { ...client, client_id: 'mtls', token_endpoint_auth_method: 'tls_client_auth', tls_client_auth_subject_dn: 'CN=interop-client' },
      { ...client, client_id: 'signing', token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: settings.clientKeys } },
      {
        client_id: 'browser',
        client_secret: secret,
        token_endpoint_auth_method: 'client_secret_basic',
        application_type: 'native',
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: ['http://localhost/'],
        response_types: ['code'],
      },
    ],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'tls_client_auth', 'private_key_jwt'],
    enabledJWA: { clientAuthSigningAlgValues: ['RS256', 'PS256', 'ES256'] },
    cookies: { keys: ['interop'] },
    jwks: { keys: settings.algorithms.map(createKey) },
    scopes: ['openid', 'offline_access', 'read'],
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: async (ctx, owner) => owner.grantTypeAllowed('refresh_token'),
    findAccount: async (ctx, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
    routes: { token: '/oauth/token', jwks: '/token_keys', authorization: '/sign-in/start' },
    features: {
      clientCredentials: { enabled: true },
      mTLS: {
        enabled: true,
        tlsClientAuth: true,
        getCertificate: (ctx) => {
          const peer = ctx.socket.getPeerX509Certificate?.();
          return peer ? peer.toString() : undefined;
        },
        certificateAuthorized: (ctx) => ctx.socket.authorized,
        certificateSubjectMatches: (ctx, property, expected) =>
          property === 'tls_client_auth_subject_dn' && ctx.socket.getPeerX509Certificate().subject === expected,
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: (ctx, indicator) => {
          // The client asks for one of the algorithms with a parameter of its own.
          const algorithm = ctx.oidc.body?.algorithm ?? settings.algorithms[0];
          return { scope: 'read', audience: indicator, accessTokenFormat: 'jwt', accessTokenTTL: 600, jwt: { sign: { alg: algorithm } } };
        },
      },
    },
    extraParams: ['algorithm'],
  });
  provider.on('server_error', (ctx, error) => console.error(error));
  return provider;
}

function count(request) {
  const name = `${request.method} ${request.url.split('?')[0]}`;
  requests[name] = (requests[name] ?? 0) + 1;
}

let callback;
const secure = https.createServer(
  { cert: settings.certificate, key: settings.privateKey, ca: settings.authority, requestCert: true, rejectUnauthorized: false },
  (request, response) => {
    if (request.url === '/control/requests') {
      response.end(JSON.stringify(requests));
    } else if (request.url === '/control/rotate') {
      callback = createProvider(issuer).callback();
      response.end('{}');
    } else {
      count(request);
      callback(request, response);
    }
  },
);

// Reads the Authorization header as it is (RFC 7617), without the form decoding of RFC 6749, 2.3.1.
const raw = new OAuth2Server({
  model: {
    getClient: async (id, secret) => (id === 'raw' && secret === 'a+b/c=d==p%41' ? { id, grants: ['client_credentials'] } : null),
    getUserFromClient: async (client) => ({ id: client.id }),
    saveToken: async (token, client, user) => ({ ...token, client, user }),
    validateScope: async (user, client, scope) => scope ?? [],
  },
});
const plain = http.createServer(async (request, response) => {
  count({ method: request.method, url: `/raw${request.url}` });
  const parts = [];
  for await (const part of request) parts.push(part);
  const body = Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString()));
  const answer = new OAuth2Server.Response({ headers: {} });
  try {
    await raw.token(new OAuth2Server.Request({ body, headers: request.headers, method: request.method, query: {} }), answer);
  } catch (error) {
    answer.status ??= error.code;
    answer.body ??= { error: error.name, error_description: error.message };
  }
  response.writeHead(answer.status ?? 200, { 'Content-Type': 'application/json', ...answer.headers });
  response.end(JSON.stringify(answer.body));
});

// The issuer of a CI system, and a token endpoint that trusts its issuer, subject and audience (RFC 7523).
const mock = new MockServer();
await mock.issuer.keys.generate('RS256');
await mock.start(0, '127.0.0.1');
const subject = 'repo:acme/deploy:ref:refs/heads/main';

const api = express();
api.use(express.urlencoded({ extended: false }));
api.get('/job/token', async (request, response) => {
  const value = await mock.issuer.buildToken({
    expiresIn: 20,
    scopesOrTransform: (header, payload) =>
      Object.assign(payload, { sub: request.query.sub ?? subject, aud: request.query.audience, jti: randomUUID() }),
  });
  response.json({ value });
});
const used = new Set();
api.post('/federated/oauth/token', async (request, response) => {
  try {
    const keys = createRemoteJWKSet(new URL('/jwks', mock.issuer.url));
    const audience = `http://127.0.0.1:${request.socket.localPort}/federated/oauth/token`;
    await jwtVerify(request.body.client_assertion, keys, { issuer: mock.issuer.url, subject, audience });
    if (used.has(request.body.client_assertion)) throw new Error('The assertion was already used');
    used.add(request.body.client_assertion);
    response.json({ access_token: `federated-${used.size}`, token_type: 'Bearer', expires_in: 3600 });
  } catch (error) {
    response.status(401).json({ error: 'invalid_client', error_description: error.message });
  }
});
const limited = { served: 0, refused: 0 };
api.get('/limited/control', (request, response) => response.json(limited));
api.use(
  '/limited',
  rateLimit({
    windowMs: 2000,
    limit: 8,
    standardHeaders: false,
    legacyHeaders: false,
    validate: false,
    handler: (request, response) => {
      limited.refused++;
      const details = [{ code: 11007, message: 'Maximum request rate limit is 8 requests in 2 seconds' }];
      response.status(429).json({ error: { code: 11006, message: 'Too many requests', details } });
    },
  }),
  (request, response) => {
    limited.served++;
    response.json({ served: limited.served });
  },
);

function listen(server) {
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server.address().port)));
}

const issuer = `https://127.0.0.1:${await listen(secure)}`;
callback = createProvider(issuer).callback();
const express5 = `http://127.0.0.1:${await listen(http.createServer(api))}`;
console.log(JSON.stringify({ provider: issuer, raw: `http://127.0.0.1:${await listen(plain)}`, express: express5 }));
