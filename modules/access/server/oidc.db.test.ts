import { createHash, createSign, generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anonymousActor, cookieAfter } from "../public.ts";
import { CITY, FULING, later, useAccess } from "../testing/use-access.ts";

/** A small identity provider: discovery, keys, code for token with PKCE, RS256. */
const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const strangerKeys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const grants = new Map<string, { subject: string; challenge: string; nonce: string }>();
let issuer = "";
let forge: { nonce?: string; audience?: string; stranger?: boolean } = {};
const b64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

const provider: Server = createServer((request, response) => {
  void answer(request).then((body) => response.writeHead(body ? 200 : 400, { "content-type": "application/json" }).end(JSON.stringify(body ?? { error: "invalid_grant" })));
});

async function answer(request: IncomingMessage): Promise<object | undefined> {
  if (request.url === "/.well-known/openid-configuration") return { issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`, response_types_supported: ["code"], subject_types_supported: ["public"], id_token_signing_alg_values_supported: ["RS256"], code_challenge_methods_supported: ["S256"] };
  if (request.url === "/keys") return { keys: [{ ...keys.publicKey.export({ format: "jwk" }), kid: "1", use: "sig", alg: "RS256" }] };
  let text = "";
  for await (const chunk of request) text += String(chunk);
  const form = new URLSearchParams(text);
  const grant = grants.get(form.get("code") ?? "");
  grants.delete(form.get("code") ?? "");
  if (!grant || createHash("sha256").update(form.get("code_verifier") ?? "").digest("base64url") !== grant.challenge) return undefined;
  const now = Math.floor(Date.now() / 1000);
  const body = `${b64({ alg: "RS256", kid: "1" })}.${b64({ iss: issuer, sub: grant.subject, aud: forge.audience ?? "qingyu", exp: now + 60, iat: now, nonce: forge.nonce ?? grant.nonce })}`;
  const signature = createSign("sha256").update(body).sign(forge.stranger ? strangerKeys.privateKey : keys.privateKey).toString("base64url");
  return { access_token: "a", token_type: "Bearer", id_token: `${body}.${signature}` };
}

beforeAll(async () => {
  await new Promise<void>((listening) => void provider.listen(0, "127.0.0.1", listening));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
});
const house = useAccess({ oidc: () => ({ issuer, clientId: "qingyu", redirectUri: "http://127.0.0.1:7070/sign-in/callback", words: { zh: "统一身份认证", en: "Single sign-on" } }) });
afterAll(() => void provider.close());

const nobody = () => anonymousActor("10.0.0.7");

/** What the browser and the provider do between the two calls. */
async function authorize(subject: string) {
  const begun = (await house.call(nobody(), "access.oidc.begin", {})) as { redirectTo: string; state: string };
  const asked = new URL(begun.redirectTo).searchParams;
  expect([asked.get("code_challenge_method"), asked.get("state"), asked.get("scope")]).toEqual(["S256", begun.state, "openid"]);
  const code = randomBytes(16).toString("base64url");
  grants.set(code, { subject, challenge: asked.get("code_challenge") ?? "", nonce: asked.get("nonce") ?? "" });
  return { code, state: begun.state };
}
const finish = (input: object, actor = nobody()) => house.call(actor, "access.oidc.finish", input);

describe("signing in through an identity provider", () => {
  let account = "";
  beforeAll(async () => {
    account = await house.account("tongyi", "district-officer");
    await house.account("o-anquan", "security-admin", CITY);
    await house.account("o-shenji", "audit-admin", CITY);
    const proposal = { kind: "link-subject", unit: FULING, account, subject: "subject-1", reason: "统一身份绑定" };
    const { id } = (await house.call(await house.actor("o-anquan"), "access.proposal.propose", { proposal })) as { id: string };
    await house.call(await house.actor("o-shenji"), "access.proposal.approve", { unit: FULING, id, reason: "属实" });
  });

  test("opens the account two administrators tied to that subject", async () => {
    const cookie = cookieAfter("access.oidc.finish", await finish(await authorize("subject-1")));
    const actor = await house.as(cookie && cookie !== "clear" ? cookie.set : "");
    expect(actor).toMatchObject({ kind: "official", accountId: account, unitCode: FULING });
  });

  test("lets in nobody whose subject no account belongs to, however well the provider knows them", async () => {
    await expect(finish(await authorize("subject-2"))).rejects.toMatchObject({ code: "access.oidc.no-account" });
  });

  test("takes each state once, from the address it was begun at, within ten minutes", async () => {
    const used = await authorize("subject-1");
    await finish(used);
    await expect(finish(used)).rejects.toMatchObject({ code: "access.oidc.failed" });
    await expect(finish(await authorize("subject-1"), anonymousActor("10.0.0.8"))).rejects.toMatchObject({ code: "access.oidc.failed" });
    await expect(finish({ code: "x", state: "never-begun" })).rejects.toMatchObject({ code: "access.oidc.failed" });
    const slow = await authorize("subject-1");
    const before = house.now;
    house.now = later(before, 10);
    await expect(finish(slow)).rejects.toMatchObject({ code: "access.oidc.failed" });
    house.now = before;
  });

  test("believes no token that a stranger signed, that is meant for another program, or that answers another question", async () => {
    for (const trick of [{ stranger: true }, { audience: "other" }, { nonce: "other" }]) {
      forge = trick;
      await expect(finish(await authorize("subject-1"))).rejects.toMatchObject({ code: "access.oidc.failed" });
    }
    forge = {};
    await expect(finish({ ...(await authorize("subject-1")), code: "another-code" })).rejects.toMatchObject({ code: "access.oidc.failed" });
    await finish(await authorize("subject-1"));
  });
});
