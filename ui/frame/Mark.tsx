/** The product's mark: a drop held above two level lines, a book that balances. */
export function Mark({ size = 30 }: { readonly size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 32 32" fill="none" strokeWidth="2.2" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#14474c" />
      <path d="M16 4.600c4.400 5.200 6.600 8.900 6.600 12a6.600 6.600 0 0 1-13.200 0c0-3.100 2.200-6.800 6.600-12Z" stroke="#8fdacd" />
      <path d="M8 24h16M11 27.400h10" stroke="#8fdacd" strokeLinecap="round" />
    </svg>
  );
}
