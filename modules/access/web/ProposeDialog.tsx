import { Modal, Select } from "antd";
import { useState } from "react";
import type { InputOf } from "#kernel/contract.ts";
import { ChoiceField, FieldBox, LongTextField, TextField } from "#ui/form/fields.tsx";
import { Form, useField } from "#ui/form/Form.tsx";
import { useCommand } from "#ui/use-command.ts";
import { useListed, useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { proposeChange, roleWords, type Account, type Permission, type Role, type SaidOnce } from "../contract/index.ts";
import { permissionsOf } from "../domain/roles.ts";
import { NewAccountForm, type UnitOption } from "./NewAccountForm.tsx";
import { NeedsSecond, type ProposeCommand } from "./NeedsSecond.tsx";
import { Facts } from "./Pieces.tsx";
import { grantable, type ChangeKind } from "./proposable.ts";
import { ToldOnce, toldBy, type Told } from "./ToldOnce.tsx";
import { permissionWords, PROPOSAL_KIND_WORDS } from "./vocabulary.ts";
import { accountsWords, proposeWords } from "./words.ts";

type ProposeDialogProps = { readonly onClose: () => void } & ({ readonly kind: "create-account"; readonly knownUnits: readonly UnitOption[] } | { readonly kind: ChangeKind; readonly account: Account });

/** The form of one proposal. It says first that a second administrator must approve, and which; and at the end what only the proposer is told. */
export function ProposeDialog(props: ProposeDialogProps) {
  const say = useSay();
  const [told, tell] = useState<Told | null>(null);
  const onSent = (once: SaidOnce | null, login: string) => {
    const first = toldBy(once, "first", props.kind, login);
    if (first) tell(first);
    else props.onClose();
  };
  const command = useCommand(proposeChange, {
    toastProblem: false,
    done: { zh: proposeWords.zh.sent, en: proposeWords.en.sent },
    onDone: ({ onceOnly }, { proposal }) => onSent(onceOnly, proposal.kind === "create-account" ? proposal.login : loginOf(props)),
  });
  if (told) return <ToldOnce told={told} onClose={props.onClose} />;
  return (
    <Modal open title={say(PROPOSAL_KIND_WORDS[props.kind])} footer={null} onCancel={props.onClose} width={560} destroyOnHidden mask={{ closable: false }}>
      {props.kind === "create-account" ? <NewAccountForm command={command} knownUnits={props.knownUnits} onCancel={props.onClose} /> : <ChangeForm command={command} kind={props.kind} account={props.account} onCancel={props.onClose} />}
    </Modal>
  );
}

const loginOf = (props: ProposeDialogProps) => (props.kind === "create-account" ? "" : props.account.login);

type ChangeFormProps = { readonly command: ProposeCommand; readonly kind: ChangeKind; readonly account: Account; readonly onCancel: () => void };
type Values = { "proposal.reason": string; "proposal.role": Role | undefined; "proposal.label": string; "proposal.permissions": readonly Permission[]; "proposal.days": string; "proposal.subject": string };

function ChangeForm({ command, kind, account, onCancel }: ChangeFormProps) {
  const t = useWords(proposeWords);
  const a = useWords(accountsWords);
  const say = useSay();
  const listed = useListed();
  const roles = kind === "grant-role" ? grantable(account) : account.roles;
  const initial: Values = { "proposal.reason": "", "proposal.role": roles[0], "proposal.label": "", "proposal.permissions": [], "proposal.days": "90", "proposal.subject": "" };
  return (
    <Form command={command} initial={initial} inputOf={(values) => ({ proposal: proposalOf(kind, account, values) })} submit={t.submit} onCancel={onCancel}>
      <NeedsSecond kind={kind} />
      <Facts facts={[[t.about, <span key="l" className="code">{account.login}</span>], [a.unit, account.unitName], [a.rights, listed(account.roles.map((role) => say(roleWords[role]))) || a.noRoles]]} />
      {(kind === "grant-role" || kind === "revoke-role") && <ChoiceField name="proposal.role" label={t.role} choices={roles.map((role) => ({ value: role, label: say(roleWords[role]) }))} />}
      {kind === "issue-token" && <TokenFields account={account} />}
      {kind === "link-subject" && <TextField name="proposal.subject" label={say(PROPOSAL_KIND_WORDS[kind])} maxLength={255} />}
      <LongTextField name="proposal.reason" label={t.reason} help={t.reasonHelp} maxLength={500} />
    </Form>
  );
}

function proposalOf(kind: ChangeKind, account: Account, values: Values): InputOf<typeof proposeChange>["proposal"] {
  const about = { unit: account.unitCode, account: account.id, reason: values["proposal.reason"] };
  switch (kind) {
    case "grant-role":
    case "revoke-role":
      // The list begins with a role chosen, and the form is not offered where there is none.
      return { kind, ...about, role: values["proposal.role"] as Role };
    case "issue-token":
      return { kind, ...about, label: values["proposal.label"], permissions: [...values["proposal.permissions"]], days: Number(values["proposal.days"]) };
    case "link-subject":
      return { kind, ...about, subject: values["proposal.subject"] };
    default:
      return { kind, ...about };
  }
}

function TokenFields({ account }: { readonly account: Account }) {
  const t = useWords(proposeWords);
  return (
    <>
      <TextField name="proposal.label" label={t.label} help={t.labelHelp} maxLength={100} />
      <PermissionsField permissions={[...permissionsOf(account.roles)]} />
      <TextField name="proposal.days" label={t.days} help={t.daysHelp} maxLength={3} />
    </>
  );
}

function PermissionsField({ permissions }: { readonly permissions: readonly Permission[] }) {
  const t = useWords(proposeWords);
  const say = useSay();
  const { id, value, set } = useField<readonly Permission[]>("proposal.permissions");
  return (
    <FieldBox name="proposal.permissions" label={t.permissions} help={t.permissionsHelp}>
      <Select id={id} mode="multiple" value={[...value]} onChange={set} options={permissions.map((name) => ({ value: name, label: say(permissionWords(name)) }))} showSearch={{ optionFilterProp: "label" }} />
    </FieldBox>
  );
}
