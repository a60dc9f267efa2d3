/** Departments that supervise together, and the enterprises they supervise. */
export const DEPARTMENTS = ["drug-control", "public-security", "market-regulation", "emergency-management", "commerce", "enterprise", "system"] as const;
export type Department = (typeof DEPARTMENTS)[number];

/** Who acts. Made by `identify` in the gate, never by a screen or a use case. */
export type Actor = {
  readonly kind: "official" | "enterprise" | "program" | "operator" | "system" | "anonymous";
  readonly accountId: string;
  readonly name: string;
  /** County-level unit (six digits), or the city's code for city officials. */
  readonly unitCode: string;
  /** `city` sees every unit below the city, `unit` its own only. */
  readonly scope: "city" | "unit" | "none";
  readonly department: Department;
  readonly roles: readonly string[];
  readonly permissions: ReadonlySet<string>;
  /** Unified social credit code, for enterprise staff and their programs. */
  readonly enterpriseUscc?: string;
  readonly sessionId?: string;
};
