import { listEnterprises, getEnterprise } from "#precursor/contract";
import { mayEnter, useAccount } from "#ui/frame/account.ts";
import type { FirmNameProps } from "#ui/frame/names.ts";
import { useView } from "#ui/use-view.ts";

/** One page of the register holds every firm of most places; the rest are asked one by one. */
const ASKED_TOGETHER = 500;

/** A firm by name where a room keeps its credit code only; the code where there is no right to the register. */
export function FirmName({ uscc }: FirmNameProps) {
  const account = useAccount();
  const mayList = mayEnter(account, "precursor.read") && account.enterpriseUscc === undefined;
  const listed = useView(listEnterprises, { limit: ASKED_TOGETHER }, { enabled: mayList });
  const name = listed.data?.rows.find((row) => row.uscc === uscc)?.name;
  const mayAskOne = mayEnter(account, "precursor.book.read") && (mayList ? listed.data !== undefined && name === undefined : account.enterpriseUscc === uscc);
  const one = useView(getEnterprise, { uscc }, { enabled: mayAskOne });
  return <span title={uscc}>{name ?? one.data?.name ?? uscc}</span>;
}
