/** Prometheus text, without labels that could name a person or firm. */
export class Metrics {
  private readonly counters = new Map<string, number>();
  private readonly durations = new Map<string, { buckets: number[]; sum: number; count: number }>();

  count(name: string, by = 1): void {
    this.counters.set(name, (this.counters.get(name) ?? 0) + by);
  }

  observe(name: string, seconds: number): void {
    const series = this.durations.get(name) ?? { buckets: BOUNDS.map(() => 0), sum: 0, count: 0 };
    BOUNDS.forEach((bound, i) => {
      if (seconds <= bound) series.buckets[i] = (series.buckets[i] ?? 0) + 1;
    });
    series.sum += seconds;
    series.count += 1;
    this.durations.set(name, series);
  }

  text(): string {
    const lines: string[] = [];
    for (const [name, value] of this.counters) lines.push(`qingyu_${name} ${value}`);
    for (const [name, series] of this.durations) {
      const [base, labels] = name.includes("{") ? [name.slice(0, name.indexOf("{")), name.slice(name.indexOf("{") + 1, -1)] : [name, ""];
      const comma = labels ? "," : "";
      BOUNDS.forEach((bound, i) => lines.push(`qingyu_${base}_bucket{${labels}${comma}le="${bound}"} ${series.buckets[i]}`));
      lines.push(`qingyu_${base}_bucket{${labels}${comma}le="+Inf"} ${series.count}`, `qingyu_${base}_sum{${labels}} ${series.sum}`, `qingyu_${base}_count{${labels}} ${series.count}`);
    }
    const memory = process.memoryUsage();
    lines.push(`process_resident_memory_bytes ${memory.rss}`, `process_heap_bytes ${memory.heapUsed}`, `process_uptime_seconds ${process.uptime()}`);
    return `${lines.join("\n")}\n`;
  }
}

const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] as const;
