const DAY_MS = 86_400_000;

/** How much each account has sent in the last 24 hours, as far as this process knows: nobody fills the disk for all. */
export class UploadAllowance {
  private readonly bytesPerDay: number;
  private readonly sent = new Map<string, { readonly at: number; readonly bytes: number }[]>();

  constructor(bytesPerDay: number) {
    this.bytesPerDay = bytesPerDay;
  }

  /** Whether nothing more is taken from the account before the oldest of what it sent is a day old. */
  isSpent(account: string, now: number): boolean {
    const recent = (this.sent.get(account) ?? []).filter(({ at }) => at > now - DAY_MS);
    if (recent.length === 0) this.sent.delete(account);
    else this.sent.set(account, recent);
    return recent.reduce((sum, { bytes }) => sum + bytes, 0) >= this.bytesPerDay;
  }

  add(account: string, bytes: number, now: number): void {
    this.sent.set(account, [...(this.sent.get(account) ?? []), { at: now, bytes }]);
  }
}
