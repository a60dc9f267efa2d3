import type { TroubleCode } from "./verification.ts";

type Words = { readonly zh: string; readonly en: string };
/** What was found, and what the person who reads it does next. */
export type TroubleWords = { readonly means: Words; readonly next: Words };

/** One for each kind of thing to do: kept apart, so that the same advice reads the same everywhere. */
const NEXT = {
  keep: { zh: "保持这台机器现状，不要重启、清理或补写数据；请审计管理员用外部保存的检查点再核验一次。", en: "Keep this machine as it is: do not restart it, clean up or write anything back. Have the audit administrator verify again against a checkpoint kept elsewhere." },
  row: { zh: "按所列编号到“条目”查看是哪一笔业务；保持现状，从最近的备份取同一条对照，并通知审计管理员。", en: "Look the entry up by the number given to see which act it was; keep everything as it is, compare with the same entry of the last backup, and call the audit administrator." },
  outside: { zh: "向见证方取回他们保存的检查点，与这里比对；不一致的以外部保存的为准，并通知审计管理员。", en: "Fetch the checkpoints the witnesses keep and compare. Where they differ, what is kept elsewhere holds. Call the audit administrator." },
  paper: { zh: "先核对所给的检查点文件是否属于本系统、是否完整，换一份可靠来源的再试；仍不一致时保持机器现状并通知审计管理员。", en: "First check that the checkpoint file is of this system and complete, and try one from a source you trust. If it still differs, keep the machine as it is and call the audit administrator." },
  rebuild: { zh: "条目本身未必受损。保持现状并通知审计管理员；查明原因后，可由条目重新算出这些派生数据。", en: "The entries themselves may be whole. Keep everything as it is and call the audit administrator; once the cause is known, these derived data can be computed again from the entries." },
  queue: { zh: "请系统管理员查看服务是否在运行、数据库里是谁占着 record.head 的锁；保持现状，把排队的条目与业务数据对照，并通知审计管理员。", en: "Have the system administrator see whether the service runs and who in the database holds the lock of record.head. Keep everything as it is, compare the waiting entries with the business data, and call the audit administrator." },
} as const;

/** Every trouble a verification can find, in words: for the console, the command line and the offline verifier alike. */
export const TROUBLE_WORDS: { readonly [T in TroubleCode]: TroubleWords } = {
  "checkpoint-missing": { means: { zh: "日志里有条目，却没有签过名的检查点：检查点被删除，或从未写入。", en: "The log has entries and no signed checkpoint: it was deleted, or never written." }, next: NEXT.outside },
  "checkpoint-forged": { means: { zh: "检查点上的签名与文本不符：检查点不是本日志的密钥签的。", en: "The signature on the checkpoint does not fit its text: the log's key did not sign it." }, next: NEXT.outside },
  "checkpoint-root": { means: { zh: "由条目重新算出的树根，与已签检查点上的不同：签署之后条目被改动、增删或调换了次序。", en: "The root computed from the entries is not the one that was signed: entries were changed, added, removed or reordered since." }, next: NEXT.keep },
  "history-root": { means: { zh: "某一次旧的签署与现在的条目对不上：那一次签署之前的历史被改动过。", en: "An earlier signature does not fit the entries of today: what stood before it was changed." }, next: NEXT.keep },
  size: { means: { zh: "条目的数目与检查点所写的不符：有条目被删除或多出。", en: "The number of entries is not the one the checkpoint names: some were removed or added." }, next: NEXT.keep },
  gap: { means: { zh: "条目的序号不连续：中间缺了条目。", en: "The numbering has a gap: entries are missing." }, next: NEXT.row },
  "leaf-missing": { means: { zh: "日志编入了这一条，但写着内容的记录不见了。", en: "The log holds this entry, but the record of what it says is gone." }, next: NEXT.row },
  "leaf-unlisted": { means: { zh: "有一条记录既不在日志里，也不在等待编入之列：它是绕过程序添进来的，或它在日志中的位置被抹去了。", en: "A record stands neither in the log nor among those waiting: it was slipped in beside the program, or its place in the log was wiped out." }, next: NEXT.row },
  "leaf-doubled": { means: { zh: "有记录在日志中占了不止一个位置：多出的位置不是程序编入的。", en: "A record stands in more than one place of the log: the program gave it only one." }, next: NEXT.row },
  "waiting-overdue": { means: { zh: "有记录写下超过一分钟仍未编入日志：编入被拦住了，或已经停了。编入之前，记录连同它的排队可以被删去而不留痕迹。", en: "A record has waited for its place in the log for over a minute: the log is held up, or has stopped. Until it has its place, it can be taken away together with its turn and leave no trace." }, next: NEXT.queue },
  "leaf-changed": { means: { zh: "这条记录的内容与写下时的指纹不符：内容在写下之后被改过。", en: "What this record says does not fit its fingerprint: it was changed after it was written." }, next: NEXT.row },
  "leaf-forged": { means: { zh: "这条记录没有本系统的写入凭据：它不是由程序写下的，而是直接写进数据库的。", en: "This record does not carry this system's seal of writing: the program did not write it, somebody put it into the database directly." }, next: NEXT.row },
  "entry-changed": { means: { zh: "日志中的条目指纹与记录的不同：两者之一被改过。", en: "The fingerprint in the log is not that of the record: one of them was changed." }, next: NEXT.row },
  "columns-changed": { means: { zh: "用来查询的栏目（时间、单位、操作等）与条目正文不一致：列表上显示的内容被改过，正文仍是原样。", en: "The columns used for searching (time, unit, act) differ from the entry's own text: what lists show was altered; the text itself is as written." }, next: NEXT.row },
  "sealed-unvouched": { means: { zh: "这一条标为已封存，却没有相应的封存凭据：内容可能是被擅自抹去的。", en: "This entry is marked as sealed and nothing vouches for the sealing: its content may have been wiped without right." }, next: NEXT.row },
  "tile-changed": { means: { zh: "对外公布的哈希块与条目算出的不同。", en: "A published block of hashes differs from what the entries give." }, next: NEXT.rebuild },
  "tile-missing": { means: { zh: "应有的哈希块缺失。", en: "A block of hashes that should be there is missing." }, next: NEXT.rebuild },
  "tile-unlisted": { means: { zh: "有不应存在的哈希块：超出了日志的长度。", en: "There is a block of hashes that should not be: it reaches beyond the log." }, next: NEXT.rebuild },
  "read-changed": { means: { zh: "“谁看过谁”的查询表与条目正文不一致：查阅记录的显示被改过或删过。", en: "The list of who looked at whom differs from the entries' own text: what it shows was altered or removed." }, next: NEXT.row },
  "since-forged": { means: { zh: "所给的旧检查点不是本日志签的。", en: "The older checkpoint that was given was not signed by this log." }, next: NEXT.paper },
  "since-shorter": { means: { zh: "日志现在比所给的旧检查点还短：尾部的条目被截掉，或数据库被退回到了从前。", en: "The log is shorter now than the older checkpoint says: its tail was cut off, or the database was put back to an earlier state." }, next: NEXT.keep },
  "since-differs": { means: { zh: "日志的开头部分与所给的旧检查点不同：那时已有的条目被改写过。", en: "The beginning of the log is not what the older checkpoint signed: entries that stood then were rewritten." }, next: NEXT.keep },
  "signed-later-lost": { means: { zh: "本机数据目录里留有更晚的签署，数据库里却没有：数据库被退回到了从前。", en: "The data folder of this machine keeps a later signature than the database shows: the database was put back to an earlier state." }, next: NEXT.keep },
  "cosignature-forged": { means: { zh: "保存的见证签名与检查点不符。", en: "A witness's signature that is kept here does not fit its checkpoint." }, next: NEXT.outside },
  "witness-changed": { means: { zh: "见证方名单与留痕不一致：某个见证方的公钥、单位、登记或停用被改过，或名单上多出、少了见证方。它的见证签名此时不可信。", en: "The list of witnesses is not what the record says: a witness's key, party, registration or retirement was altered, or a witness was added or taken off. Its cosignatures are not to be trusted." }, next: NEXT.outside },
};
