/** Views that show something else after facts or registers changed. */
export const BOOK_VIEWS = [
  "precursor.declaration.list", "precursor.declaration.get", "precursor.book.statement", "precursor.finding.list", "precursor.finding.get", "precursor.overview.get", "precursor.work.get",
  "precursor.enterprise.list", "precursor.enterprise.get", "precursor.permit.list", "precursor.balance.get", "precursor.boundary.get", "precursor.trace.get",
] as const;
