/** What a pasted text says of itself when it looks like a checkpoint; the server believes none of it before its signature is checked. */
export function glanceAtCheckpoint(text: string): { readonly origin: string; readonly size: number } | undefined {
  const [origin = "", size = "", root = ""] = text.split("\n");
  const isLike = origin !== "" && /^(0|[1-9]\d{0,15})$/.test(size) && /^[A-Za-z0-9+/]{43}=$/.test(root) && /\n\n— \S+ \S+/.test(text);
  return isLike ? { origin, size: Number(size) } : undefined;
}
