import { UserAddOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useState } from "react";
import type { InputOf } from "#kernel/contract.ts";
import type { Words } from "#ui/call.ts";
import { departmentWords, useAccount } from "#ui/frame/account.ts";
import { Page } from "#ui/frame/Page.tsx";
import { useSetUrlState, useUrlState } from "#ui/frame/url.ts";
import { Split, useWorkspace } from "#ui/frame/Workspace.tsx";
import type { Column } from "#ui/table/column.ts";
import { DataTable } from "#ui/table/DataTable.tsx";
import { FilterBar } from "#ui/table/FilterBar.tsx";
import { defineFilters } from "#ui/table/filters.ts";
import { useUnitFilters } from "#ui/table/use-unit-filters.ts";
import { useList } from "#ui/use-view.ts";
import { formatMinute } from "#ui/words/format.ts";
import { useListed, useSay } from "#ui/words/language.ts";
import { defineWords, useWords } from "#ui/words/words.ts";
import { ACCOUNT_STATES, listAccounts, roleWords, type Account } from "../contract/index.ts";
import { TWO_PERSONS } from "../domain/proposal.ts";
import { AccountPanel, accountKey } from "./AccountPanel.tsx";
import { AccountState } from "./Pieces.tsx";
import { ProposeDialog } from "./ProposeDialog.tsx";
import { TwoPersons } from "./TwoPersons.tsx";
import { choicesOf, KIND_WORDS, STATE_WORDS } from "./vocabulary.ts";
import { accountsWords } from "./words.ts";

const own = defineFilters({
  login: { kind: "text", label: { zh: "账号名开头", en: "Account name begins" } },
  state: { kind: "choice", label: { zh: "状态", en: "State" }, choices: choicesOf(STATE_WORDS) },
});

/** All accounts, masked; what may be proposed about each; and who must approve it. */
export default function AccountsScreen() {
  const t = useWords(accountsWords);
  const say = useSay();
  const listed = useListed();
  const me = useAccount();
  const { propose } = useUrlState();
  const setState = useSetUrlState();
  const { filters, state, values } = useUnitFilters(own);
  const [phone, setPhone] = useState<string>();
  const workspace = useWorkspace();
  const { unit, login, state: chosen } = values;
  const input: InputOf<typeof listAccounts> = { unit, login, phone, state: ACCOUNT_STATES.find((each) => each === chosen) };
  const list = useList(listAccounts, input);
  const mayCreate = me.roles.includes(TWO_PERSONS["create-account"].proposes);
  return (
    <Page title={t.title} lead={t.lead} actions={mayCreate && <Button type="primary" icon={<UserAddOutlined />} onClick={() => setState({ propose: "create-account" })}>{t.newAccount}</Button>}>
      <FilterBar filters={filters} state={state} name="access.accounts" />
      <Split
        list={
          <>
            <DataTable name="access.accounts" list={list} rowKey={accountKey} columns={columnsOf(say, listed, t)} onOpen={(row) => workspace.show(accountKey(row))} openKey={workspace.openId} empty={{ title: t.none, next: t.noneNext }} tools={<PhoneSearch onSearch={setPhone} />} />
            <TwoPersons />
          </>
        }
        workspace={workspace.openId ? <AccountPanel key={workspace.openId} accountKey={workspace.openId} onClose={workspace.close} /> : null}
      />
      {mayCreate && propose === "create-account" && <ProposeDialog kind="create-account" knownUnits={unitsOf(list.rows)} onClose={() => setState({ propose: undefined }, "replace")} />}
    </Page>
  );
}

const WHOLE_NUMBER = /^[+\d]{5,20}$/;

/** Not a filter of the address: a telephone number is personal and must not stand in a link or the browser's history. */
function PhoneSearch({ onSearch }: { readonly onSearch: (phone: string | undefined) => void }) {
  const t = useWords(phoneWords);
  const [text, setText] = useState("");
  const digits = text.replace(/[\s-]/g, "");
  const isWrong = digits !== "" && !WHOLE_NUMBER.test(digits);
  return <Input.Search style={{ maxWidth: 260 }} allowClear size="small" autoComplete="off" placeholder={t.hint} aria-label={t.hint} value={text} status={isWrong ? "error" : ""} onChange={(event) => setText(event.target.value)} onSearch={() => !isWrong && onSearch(digits || undefined)} />;
}

const unitsOf = (rows: readonly Account[]) => [...new Map(rows.map(({ unitCode, unitName }) => [unitCode, unitName]))].map(([value, name]) => ({ value, label: `${value} ${name}` }));

function columnsOf(say: (words: Words) => string, listed: (parts: readonly string[]) => string, t: typeof accountsWords.zh): readonly Column<Account>[] {
  const rolesOf = (row: Account) => listed(row.roles.map((role) => say(roleWords[role]))) || t.noRoles;
  return [
    { key: "login", title: { zh: "账号名", en: "Account" }, text: (row) => row.login, cell: (row) => <span className="code">{row.login}</span>, width: 168, sticky: true },
    { key: "name", title: { zh: "姓名", en: "Name" }, text: (row) => row.nameMasked, width: 110 },
    { key: "unit", title: { zh: "单位", en: "Unit" }, text: (row) => row.unitName, width: 100 },
    { key: "department", title: { zh: "部门", en: "Department" }, text: (row) => say(departmentWords(row.department)), width: 110 },
    { key: "roles", title: { zh: "角色", en: "Roles" }, text: rolesOf, width: 190 },
    { key: "state", title: { zh: "状态", en: "State" }, text: (row) => say(STATE_WORDS[row.state]), cell: (row) => <AccountState state={row.state} />, width: 100 },
    { key: "factor", title: { zh: "动态口令", en: "2nd factor" }, text: (row) => (row.secondFactor ? t.on : t.off), width: 96 },
    { key: "seen", title: { zh: "最近登录", en: "Last seen" }, text: (row) => (row.lastSeenAt ? formatMinute(row.lastSeenAt) : t.never), width: 150 },
    { key: "kind", title: { zh: "类别", en: "Kind" }, text: (row) => say(KIND_WORDS[row.kind]), width: 100, spare: true },
    { key: "uscc", title: { zh: "企业信用代码", en: "Enterprise code" }, text: (row) => row.enterpriseUscc ?? "", width: 190, spare: true },
    { key: "created", title: { zh: "建立时间", en: "Created" }, text: (row) => formatMinute(row.createdAt), width: 150, spare: true },
  ];
}

const phoneWords = defineWords({ zh: { hint: "按完整电话号码查找" }, en: { hint: "Find by whole telephone number" } });
