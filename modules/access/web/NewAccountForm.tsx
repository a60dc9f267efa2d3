import { AutoComplete, Checkbox } from "antd";
import { DEPARTMENTS, type Department } from "#kernel/actor.ts";
import type { InputOf } from "#kernel/contract.ts";
import { ChoiceField, FieldBox, LongTextField, TextField } from "#ui/form/fields.tsx";
import { Form, useField } from "#ui/form/Form.tsx";
import { departmentWords, useAccount } from "#ui/frame/account.ts";
import { useUrlState } from "#ui/frame/url.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { ACCOUNT_KINDS, roleWords, type AccountKind, type proposeChange, type Role } from "../contract/index.ts";
import { isAdministrator } from "../domain/roles.ts";
import { suitable } from "./proposable.ts";
import { NeedsSecond, type ProposeCommand } from "./NeedsSecond.tsx";
import { KIND_WORDS } from "./vocabulary.ts";
import { proposeWords } from "./words.ts";

export type UnitOption = { readonly value: string; readonly label: string };
type NewAccountFormProps = { readonly command: ProposeCommand; readonly knownUnits: readonly UnitOption[]; readonly onCancel: () => void };

const EMPTY = { "proposal.login": "", "proposal.enterpriseUscc": "", "proposal.name": "", "proposal.phone": "", "proposal.identity": "", "proposal.reason": "" };
// Field names are the paths the server's problems name. A form begins with the commonest account, and the choices change it.
type Values = typeof EMPTY & { "proposal.unit": string; "proposal.accountKind": AccountKind; "proposal.department": Department; "proposal.roles": readonly Role[] };

/** Written down sealed at once and asleep; a second administrator wakes it, or its personal fields are destroyed. */
export function NewAccountForm({ command, knownUnits, onCancel }: NewAccountFormProps) {
  const t = useWords(proposeWords);
  const say = useSay();
  const { unitCode } = useAccount();
  const { unit } = useUrlState();
  const initial: Values = { ...EMPTY, "proposal.unit": unit ?? unitCode, "proposal.accountKind": "official", "proposal.department": "drug-control", "proposal.roles": [] };
  return (
    <Form command={command} initial={initial} inputOf={inputOf} submit={t.submit} onCancel={onCancel}>
      <NeedsSecond kind="create-account" />
      <UnitField knownUnits={knownUnits} />
      <ChoiceField name="proposal.accountKind" label={t.kind} choices={ACCOUNT_KINDS.map((kind) => ({ value: kind, label: say(KIND_WORDS[kind]) }))} />
      <ChoiceField name="proposal.department" label={t.department} choices={DEPARTMENTS.map((department) => ({ value: department, label: say(departmentWords(department)) }))} />
      <EnterpriseField />
      <RolesField />
      <TextField name="proposal.login" label={t.login} help={t.loginHelp} maxLength={64} />
      <TextField name="proposal.name" label={t.name} help={t.nameHelp} maxLength={100} />
      <TextField name="proposal.phone" label={t.phone} optional maxLength={20} />
      <TextField name="proposal.identity" label={t.identity} optional maxLength={18} />
      <LongTextField name="proposal.reason" label={t.reason} help={t.reasonHelp} maxLength={500} />
    </Form>
  );
}

function inputOf(values: Values): InputOf<typeof proposeChange> {
  const [accountKind, department] = [values["proposal.accountKind"], values["proposal.department"]];
  const fitting = suitable(accountKind, department);
  const given = (text: string) => text.trim() || undefined;
  return {
    proposal: {
      kind: "create-account",
      unit: values["proposal.unit"].trim(),
      login: values["proposal.login"],
      accountKind,
      department,
      enterpriseUscc: department === "enterprise" ? given(values["proposal.enterpriseUscc"].toUpperCase()) : undefined,
      name: values["proposal.name"],
      phone: given(values["proposal.phone"].replace(/[\s-]/g, "")),
      identity: given(values["proposal.identity"].toUpperCase()),
      // Roles ticked before kind or department changed may no longer be on the screen.
      roles: values["proposal.roles"].filter((role) => fitting.includes(role)),
      reason: values["proposal.reason"],
    },
  };
}

function UnitField({ knownUnits }: { readonly knownUnits: readonly UnitOption[] }) {
  const t = useWords(proposeWords);
  const { id, value, set } = useField<string>("proposal.unit");
  return (
    <FieldBox name="proposal.unit" label={t.unit} help={t.unitHelp}>
      <AutoComplete id={id} value={value} onChange={set} options={[...knownUnits]} showSearch={{ filterOption: (typed, option) => (option?.label ?? "").includes(typed) }} maxLength={6} />
    </FieldBox>
  );
}

function EnterpriseField() {
  const t = useWords(proposeWords);
  const department = useField<Department>("proposal.department").value;
  return department === "enterprise" ? <TextField name="proposal.enterpriseUscc" label={t.enterprise} help={t.enterpriseHelp} maxLength={18} /> : null;
}

function RolesField() {
  const t = useWords(proposeWords);
  const say = useSay();
  const fitting = suitable(useField<AccountKind>("proposal.accountKind").value, useField<Department>("proposal.department").value);
  const { value, set } = useField<readonly Role[]>("proposal.roles");
  const choose = (next: readonly Role[]) => {
    const administrator = next.filter(isAdministrator).at(-1);
    set(administrator ? [administrator] : next);
  };
  return (
    <FieldBox name="proposal.roles" label={t.roles} help={fitting.length > 0 ? t.rolesHelp : t.rolesNone}>
      <Checkbox.Group value={value.filter((role) => fitting.includes(role))} onChange={choose} options={fitting.map((role) => ({ value: role, label: say(roleWords[role]) }))} />
    </FieldBox>
  );
}
