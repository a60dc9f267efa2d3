import * as oidc from "openid-client";
import type { LoginAdapter } from "./login-adapter.ts";
import type { OidcSettings } from "./parts.ts";

const TIMEOUT_S = 10;

/**
 * OpenID Connect with authorization code and PKCE (RFC 7636). The id token's signature, issuer, audience, times and nonce are checked
 * by the library. Plain HTTP is accepted only from this machine itself.
 */
export function makeOidcAdapter(settings: OidcSettings): LoginAdapter {
  let known: Promise<oidc.Configuration> | undefined;
  const configuration = () => {
    known ??= discover(settings).catch((error: unknown) => {
      known = undefined; // the provider may be back at the next try
      throw error;
    });
    return known;
  };
  return {
    async begin() {
      const codeVerifier = oidc.randomPKCECodeVerifier();
      const state = oidc.randomState();
      const nonce = oidc.randomNonce();
      const url = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: settings.redirectUri,
        scope: "openid",
        code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: "S256",
        state,
        nonce,
      });
      return { redirectTo: url.toString(), state, checks: { codeVerifier, nonce } };
    },
    async finish({ code, state, iss }, { codeVerifier, nonce }) {
      const answer = new URL(settings.redirectUri);
      answer.search = new URLSearchParams({ code, state, ...(iss === undefined ? {} : { iss }) }).toString();
      const config = await configuration();
      try {
        const tokens = await oidc.authorizationCodeGrant(config, answer, { pkceCodeVerifier: codeVerifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true });
        return tokens.claims()?.sub;
      } catch {
        return undefined; // whatever it was, nobody has been vouched for
      }
    },
  };
}

function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<oidc.Configuration> {
  const url = new URL(issuer);
  const isThisMachine = url.protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  return oidc.discovery(url, clientId, undefined, clientSecret ? oidc.ClientSecretPost(clientSecret) : oidc.None(), { timeout: TIMEOUT_S, ...(isThisMachine ? { execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks] } : { execute: [oidc.enableNonRepudiationChecks] }) });
}
