/** A way to sign in at an identity provider. Local accounts need none: they are `open-session.ts`. */
export type LoginAdapter = {
  /** Where to send the browser, and what must be remembered until it comes back. */
  begin(): Promise<{ redirectTo: string; state: string; checks: LoginChecks }>;
  /** The provider's name for the person, or undefined when the provider does not vouch for anybody. */
  finish(answer: { code: string; state: string; iss?: string | undefined }, checks: LoginChecks): Promise<string | undefined>;
};

export type LoginChecks = { readonly codeVerifier: string; readonly nonce: string };
