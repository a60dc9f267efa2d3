import { Card } from "#ui/frame/Card.tsx";
import { Page } from "#ui/frame/Page.tsx";
import { PlainTable } from "#ui/table/PlainTable.tsx";
import { defineWords, useWords } from "#ui/words/words.ts";

export default function HelpScreen() {
  const words = useWords(helpWords);
  const rows = words.keys.split("|").map((line) => ({ key: line, cells: line.split("=") }));
  return (
    <Page title={words.title} lead={words.lead}>
      <div className="card-grid">
        <Card title={words.keyboard} span={6} flush><PlainTable header={[words.key, words.does]} rows={rows} /></Card>
        <Card title={words.reading} span={6}><Lines text={words.readings} /></Card>
        <Card title={words.record}><Lines text={words.recordLines} /></Card>
      </div>
    </Page>
  );
}

function Lines({ text }: { readonly text: string }) {
  return <ul style={{ margin: 0, paddingLeft: 18, display: "grid", gap: 8 }}>{text.split("|").map((line) => <li key={line}>{line}</li>)}</ul>;
}

const helpWords = defineWords({
  zh: {
    title: "使用帮助",
    lead: "键盘操作，以及怎样读懂页面上的数字。",
    keyboard: "快捷键",
    reading: "怎样读",
    key: "按键",
    does: "作用",
    keys: "Ctrl K（⌘ K）=打开查找：页面、企业、品种、编号|Tab=依次到达各个控件；列表为一站|↑ ↓ Home End=在列表中移动；右侧已打开时随之切换|Enter=打开所在行或所选节点|Esc=关闭右侧面板或对话框|← → ↑ ↓（流向图）=沿来源、去向、同列移动",
    record: "留痕与回执",
    recordLines: "办成的每一件事都写下一条留痕：谁、何时、办了什么；提交的内容只留指纹，不含个人信息。|写下以后，改动、删除、插入、调换次序都能查出，包括数据库管理员所为。由外部见证方保存检查点，整库退回从前也能查出。|回执证明：这一条已经记入日志，此后没有改过；有见证签名的，最迟在见证签字之时已经记下；不靠本系统，用离线核验程序即可核验。|回执不证明：提交的内容属实、坐在屏幕前的就是本人、此后没有更正。|有人查看您的受保护档案，会列在“谁看过我”。",
    readings: "质量以整毫克保存，显示时不舍入：1.234567 kg 就是 1,234,567 毫克。|时间均为北京时间。顶栏“截至”可以查看过去任一时刻的情况：只计入当时已申报的记录；只能显示此刻的页面会在顶部说明。|“未核实”表示法律或目录资料尚未由人核对原文，不作为硬性判断。|每个图都有“表格”，每个数字都能点到它所由来的记录。|筛选条件写在网址里：复制链接，有权限的同事看到同样的内容。",
  },
  en: {
    title: "Help",
    lead: "The keyboard, and how to read the figures.",
    keyboard: "Keyboard",
    reading: "Reading",
    key: "Key",
    does: "Does",
    keys: "Ctrl K (⌘ K)=Find: pages, enterprises, substances, numbers|Tab=Each control in turn; a list is one stop|↑ ↓ Home End=Move in a list; an open panel follows|Enter=Open the row or the chosen node|Esc=Close the panel or dialog|← → ↑ ↓ (flow graph)=Move along origins, destinations, one column",
    record: "Record and receipts",
    recordLines: "Everything that is done leaves one line on the record: who, when, what. Of what was sent only the fingerprint is kept, and no personal data.|Once written, changes, deletions, insertions and reorderings can be found, even those of the database's administrator. Witnesses outside keep checkpoints, so putting the whole database back is found too.|A receipt proves that the line is on the record and has not been changed since; with a witness's signature, that it was there by then at the latest. The offline verifier checks it without this system.|A receipt does not prove that what was sent is true, that the person sat at the screen, or that nothing was corrected later.|Whenever somebody looks at your protected record, it is listed under “Who looked at mine”.",
    readings: "Masses are kept in whole milligrams and shown unrounded: 1.234567 kg is 1,234,567 mg.|Times are China Standard Time. “As of” in the top bar shows any past moment: only what had been reported by then counts; pages that can only show the present say so at the top.|“Unverified” means a legal or catalogue fact has not been checked against its text by a person; no hard rule rests on it.|Every chart has its table, every figure leads to the rows it was made of.|Filters are in the address: copy the link, and a colleague with the right sees the same.",
  },
});
