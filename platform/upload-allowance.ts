const HOUR_MS = 3_600_000;
const HOURS = 24;
/** A file takes its row and its place on the disk, however small. */
const LEAST_BYTES = 65_536;

/** How much each account has sent in the last 24 hours, as far as this process knows: nobody fills the disk for all. */
export class UploadAllowance {
  private readonly bytesPerDay: number;
  /** Bytes by account and hour. */
  private readonly sent = new Map<string, Map<number, number>>();

  constructor(bytesPerDay: number) {
    this.bytesPerDay = bytesPerDay;
  }

  /** Whether the account has sent what is taken of one within 24 hours. */
  isSpent(account: string, now: number): boolean {
    let bytes = 0;
    const hours = this.sent.get(account) ?? new Map<number, number>();
    for (const [hour, sent] of hours) {
      if (hour > hourOf(now) - HOURS) bytes += sent;
      else hours.delete(hour);
    }
    if (hours.size === 0) this.sent.delete(account);
    return bytes >= this.bytesPerDay;
  }

  add(account: string, bytes: number, now: number): void {
    const hours = this.sent.get(account) ?? new Map<number, number>();
    hours.set(hourOf(now), (hours.get(hourOf(now)) ?? 0) + Math.max(bytes, LEAST_BYTES));
    this.sent.set(account, hours);
  }
}

const hourOf = (at: number): number => Math.floor(at / HOUR_MS);
