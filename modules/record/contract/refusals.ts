import { defineRefusals, type RefusalData } from "#kernel/refusal.ts";

/** What comes from outside (notes, keys, proofs, receipts, tiles) is refused by name, and none of it is believed before it is verified. */
export const recordRefusals = defineRefusals({
  "record.note.malformed": { status: 400, zh: "这不是一份有效的签名文本（signed note）：{zh}。", en: "This is not a signed note: {en}." },
  "record.note.unsigned": { status: 422, zh: "签名文本上没有可信密钥的签名。", en: "The note carries no signature of a key that is trusted here." },
  "record.note.forged": { status: 422, zh: "签名文本上“{name}”的签名与文本不符。", en: "The signature of “{name}” does not fit the text of the note." },
  "record.key.malformed": { status: 400, zh: "这不是一把有效的核验公钥（vkey）：{zh}。", en: "This is not a verifier key (vkey): {en}." },
  "record.checkpoint.malformed": { status: 400, zh: "这不是一份有效的检查点：{zh}。", en: "This is not a checkpoint: {en}." },
  "record.checkpoint.foreign": { status: 422, zh: "检查点属于“{origin}”，不是“{expected}”。", en: "The checkpoint is of “{origin}”, not of “{expected}”." },
  "record.proof.malformed": { status: 400, zh: "这不是一份有效的证明：{zh}。", en: "This is not a proof: {en}." },
  "record.proof.wrong": { status: 422, zh: "证明不成立：{zh}。", en: "The proof does not hold: {en}." },
  "record.entry.unknown": { status: 404, zh: "没有找到这条留痕。", en: "There is no such entry." },
  "record.receipt.pending": { status: 409, zh: "这条留痕刚写下，还没有编入日志。请几秒后再取回执。", en: "This entry was only just written and is not in the log yet. Take the receipt again in a few seconds." },
  "record.receipt.sealed": { status: 410, zh: "这条留痕已封存，内容不再出具回执。", en: "This entry is sealed; no receipt of its content is given." },
  "record.receipt.absent": { status: 400, zh: "还没有给出回执。", en: "No receipt was given yet." },
  "record.receipt.malformed": { status: 400, zh: "这不是一份完整的回执：{zh}。", en: "This is not a whole receipt: {en}." },
  "record.receipt.content": { status: 422, zh: "所附内容与留痕不符：{zh}。", en: "The content is not what the record says was filed: {en}." },
  "record.receipt.unkeyed": { status: 422, zh: "回执里没有内容钥匙（只有申报人本人取的回执才带），所附内容无法核对。请去掉内容，或请本人取回执。", en: "The receipt holds no key to its content (only one taken by whoever filed it does), so the content cannot be checked. Leave the content out, or have that person take the receipt." },
  "record.receipt.unvouched": { status: 422, zh: "证明完整，但签名的钥匙“{name}”（编号 {id}）未经核对，不能算成立。请把编号与公布的核对；一致的，用 --vkey 给出公布的钥匙再核验。", en: "The proof is whole, but the key “{name}” (id {id}) that signed it is not known here, so nothing is proved. Compare the id with the published one; if it is the same, verify again and give the published key with --vkey." },
  "record.code.malformed": { status: 400, zh: "这不是回执的二维码文本：{zh}。", en: "This is not the text of a receipt's QR codes: {en}." },
  "record.code.damaged": { status: 422, zh: "第 {part} 张二维码的文本有损，请重新扫描。", en: "The text of QR code {part} is damaged; scan it again." },
  "record.code.mixed": { status: 422, zh: "这些二维码不属于同一份回执。", en: "These QR codes are not of one receipt." },
  "record.code.missing": { status: 422, zh: "二维码不全，还缺第 {parts} 张（共 {of} 张）。", en: "QR codes are missing: {parts} of {of}." },
  "record.code.unseen": { status: 422, zh: "图片“{name}”里没有认出二维码。请拍得清楚些，或一个码拍一张。", en: "No QR code was recognised in the image “{name}”. Take it more sharply, or one code at a time." },
  "record.code.large": { status: 422, zh: "回执太长，印不成一页二维码。请不带内容打印，内容另存文件。", en: "The receipt is too long for QR codes on one page. Print it without the content, and keep the content as a file." },
  "record.verification.unknown": { status: 404, zh: "没有找到这次核验。", en: "There is no such verification." },
  "record.witness.unknown": { status: 404, zh: "没有登记名为“{name}”的见证方。", en: "No witness of the name “{name}” is registered." },
  "record.witness.known": { status: 409, zh: "见证方“{name}”已经登记。", en: "The witness “{name}” is registered already." },
  "record.witness.retired": { status: 409, zh: "见证方“{name}”已经停用。", en: "The witness “{name}” is retired already." },
  "record.witness.type": { status: 422, zh: "见证方的公钥类型应为 cosignature/v1（0x04）。", en: "A witness's key is of type cosignature/v1 (0x04)." },
  "record.cosignature.unseen": { status: 409, zh: "见证方签的检查点（{size} 条）与本日志不一致：要么文件不对，要么日志被改过。请立即核验。", en: "The checkpoint the witness signed ({size} entries) is not of this log: the file is wrong, or the log was changed. Verify now." },
  "record.cosignature.future": { status: 422, zh: "“{name}”的签名时间在未来，请核对两边时钟。", en: "The signature of “{name}” is dated in the future; check both clocks." },
  "record.cosignature.unattached": { status: 422, zh: "只有签名行，找不到它们所签的检查点。请导入带检查点全文的文件。", en: "These are signature lines alone, and the checkpoint they sign was not found. Import the file with the checkpoint's text." },
});

/** The only way this module says no. */
export function refuseRecord(code: (typeof recordRefusals.codes)[number], data: RefusalData = {}): never {
  return recordRefusals.refuse(code, data);
}
