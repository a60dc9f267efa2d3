/**
 * The places nearest to the wanted ones (least squares) that keep the order and leave at least `gap` between neighbours.
 * Pool adjacent violators (Ayer et al., 1955), on wanted places less their rank.
 */
export function spreadApart(wanted: readonly number[], gap: number): readonly number[] {
  const pools: { sum: number; count: number }[] = [];
  wanted.forEach((place, rank) => {
    let pool = { sum: place - rank * gap, count: 1 };
    for (let last = pools[pools.length - 1]; last && last.sum / last.count > pool.sum / pool.count; last = pools[pools.length - 1]) {
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
      pools.pop();
    }
    pools.push(pool);
  });
  const level = pools.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
  return level.map((place, rank) => place + rank * gap);
}
