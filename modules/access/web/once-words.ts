import { defineWords } from "#ui/words/words.ts";

/** What is told once is told in halves: `first` to the one who proposed, `second` to the one who approved. */
export const onceWords = defineWords({
  zh: {
    title: "只显示这一次",
    "first-password": "一次性密码的前一半；后一半在批准时只告诉批准人。请当面或经可靠渠道把前一半交给本人，本人把两半先后连着输入。关闭后无法再次查看；遗失时请批准人驳回，再重新提出。",
    "first-token": "程序令牌的前一半；后一半在批准时只告诉批准人。请把前一半存入调用方的密钥管理，两半先后连着就是令牌。关闭后无法再次查看；遗失时请批准人驳回，再重新提出。",
    "first-lost": "已提出，但前一半没有随答复到达（可能网络中断后重试）。请批准人驳回，再重新提出。",
    "second-password": "一次性密码的后一半；前一半已告诉提出人。请当面或经可靠渠道把后一半交给本人，本人把两半先后连着输入，首次登录须修改。关闭后无法再次查看，遗失只能重新申请重置。",
    "second-token": "程序令牌的后一半；前一半已告诉提出人。请把后一半存入调用方的密钥管理，接在前一半之后。关闭后无法再次查看，遗失只能收回并重新签发。",
    "second-lost": "已批准，但后一半没有随答复到达（可能网络中断后重试）。请重新提出申请。",
  },
  en: {
    title: "Shown only this once",
    "first-password": "First half of the one-time password; the second is told to the approver alone. Hand this half to the person directly or by a trusted way: the two are typed one after the other. It cannot be shown again: if lost, have the proposal refused and propose it anew.",
    "first-token": "First half of the program token; the second is told to the approver alone. Put this half into the caller's secret store: the two in a row are the token. It cannot be shown again: if lost, have the proposal refused and propose it anew.",
    "first-lost": "Proposed, but its first half did not arrive (perhaps a retry after a broken connection). Have it refused and propose it anew.",
    "second-password": "Second half of the one-time password; the proposer was told the first. Hand this half to the person directly or by a trusted way: the two are typed one after the other, and changed at first sign-in. It cannot be shown again: if lost, propose another reset.",
    "second-token": "Second half of the program token; the proposer was told the first. Put this half into the caller's secret store, behind the first. It cannot be shown again: if lost, revoke the token and issue another.",
    "second-lost": "Approved, but its second half did not arrive (perhaps a retry after a broken connection). Please propose it anew.",
  },
});
