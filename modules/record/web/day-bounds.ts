/** Both days included, Asia/Shanghai. */
export function dayBounds(from: string | undefined, to: string | undefined): { readonly from?: string; readonly to?: string } {
  return { ...(from ? { from: `${from}T00:00:00+08:00` } : {}), ...(to ? { to: `${to}T23:59:59.999+08:00` } : {}) };
}
