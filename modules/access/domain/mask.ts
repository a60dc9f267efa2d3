/** 张三 → 张*, 张小明 → 张**; never tells the length of a long name. */
export function maskName(name: string): string {
  const letters = [...name];
  return `${letters[0] ?? ""}${"*".repeat(Math.min(Math.max(letters.length - 1, 1), 2))}`;
}

/** 13812341234 → 138****1234; anything shorter than eight digits is hidden whole. */
export function maskPhone(phone: string): string {
  return phone.length < 8 ? "****" : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

/** 500112199001011234 → 5001**********1234. */
export function maskIdentity(identity: string): string {
  return identity.length < 12 ? "****" : `${identity.slice(0, 4)}${"*".repeat(identity.length - 8)}${identity.slice(-4)}`;
}
