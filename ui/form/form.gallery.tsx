import { z } from "zod";
import { endpoint } from "#kernel/contract.ts";
import { CallRefused } from "../call.ts";
import type { Gallery } from "../gallery.tsx";
import { Card } from "../frame/Card.tsx";
import { Page } from "../frame/Page.tsx";
import type { Command } from "../use-command.ts";
import { ChoiceField, DateField, LongTextField, TextField } from "./fields.tsx";
import { Form } from "./Form.tsx";
import { ReasonDialog } from "./ReasonDialog.tsx";
import { SecretField } from "./SecretField.tsx";

const save = endpoint({ name: "gallery.save", method: "POST", path: "/gallery", permission: "public", summary: { zh: "", en: "" }, input: z.object({ number: z.string() }), output: z.object({}) });
const idle: Command<typeof save> = { run: async () => undefined, isRunning: false, problem: null, output: undefined, reset: () => undefined };
const refused: Command<typeof save> = { ...idle, problem: new CallRefused(422, { words: { zh: "输入有误", en: "Wrong input" }, problems: [{ path: "number", code: "x", words: { zh: "许可证号已登记，持有人不同", en: "Number registered to another holder" } }, { path: "until", code: "x", words: { zh: "有效期止不能早于有效期起", en: "Ends before it begins" } }] }) };

function Fields({ command }: { readonly command: Command<typeof save> }) {
  return (
    <Page title="登记许可证">
      <div style={{ maxWidth: 560 }}>
        <Card>
          <Form command={command} initial={{ number: "渝易购 2026-000123", kind: "purchase", until: "2026-01-31", note: "" }} inputOf={({ number }) => ({ number })} submit="保存" onCancel={() => undefined}>
            <TextField name="number" label="许可证编号" help="照证书抄写，含中文字头。" />
            <ChoiceField name="kind" label="种类" choices={[{ value: "purchase", label: "购买" }, { value: "transport", label: "运输" }]} />
            <DateField name="until" label="有效期止" />
            <LongTextField name="note" label="备注" optional />
          </Form>
        </Card>
        <p style={{ marginTop: 16 }}>联系电话　<SecretField label="联系电话" masked="138****1234" canReveal reveal={async () => "13800001234"} /></p>
      </div>
    </Page>
  );
}

export const gallery: Gallery = {
  title: { zh: "表单", en: "Form" },
  states: {
    plain: { render: () => <Fields command={idle} /> },
    refused: { render: () => <Fields command={refused} /> },
    reason: { render: () => <><Fields command={idle} /><ReasonDialog open title="关闭疑点" consequence="关闭后仍保留在记录中；后续申报若再次触发，将重新开启。" confirm="关闭" danger reasons={["补报后一致", "计量误差", "经现场核实"]} onConfirm={() => undefined} onCancel={() => undefined} /></> },
  },
};
