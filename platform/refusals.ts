import { defineRefusals } from "#kernel/refusal.ts";

/** Refusals of the gate itself. Not allowed and not found answer alike wherever the difference would tell something. */
export const platformRefusals = defineRefusals({
  "gate.input.invalid": { status: 400, zh: "填写的内容有 {count} 处需要修改。", en: "{count} things need changing." },
  "gate.signed-out": { status: 401, zh: "请先登录。", en: "Please sign in first." },
  "gate.not-permitted": { status: 403, zh: "您没有做这件事的权限。", en: "You are not permitted to do this." },
  "gate.not-found": { status: 404, zh: "找不到您要的内容。", en: "What you asked for was not found." },
  "gate.command-id.missing": { status: 400, zh: "缺少命令编号（x-command-id）。", en: "The command id (x-command-id) is missing." },
  "gate.command-id.reused": { status: 409, zh: "同一命令编号已用于另一项内容。", en: "This command id was already used for something else." },
  "gate.busy": { status: 503, zh: "系统正忙，请稍后再试。", en: "The system is busy; please try again shortly." },
  "gate.too-many-requests": { status: 429, zh: "请求过于频繁，请稍后再试。", en: "Too many requests; please try again shortly." },
  "gate.live.full": { status: 429, zh: "同时打开的页面太多，这一页暂不能实时更新；请关闭不用的页面。", en: "Too many pages are open for this one to be kept up to date; close those you do not use." },
  "gate.body.too-large": { status: 413, zh: "提交的内容过大。", en: "The submitted content is too large." },
  "gate.body.malformed": { status: 400, zh: "提交的内容无法读取。", en: "The submitted content cannot be read." },
  "gate.media.unsupported": { status: 415, zh: "不支持这种内容类型。", en: "This content type is not supported." },
  "gate.read.unrecorded": { status: 503, zh: "这次查阅未能留痕，因此不予显示。请稍后再试，并告知系统管理员。", en: "This look could not be put on the record, so nothing is shown. Please try again later and tell the system administrator." },
  "gate.file.unknown": { status: 404, zh: "找不到文件。", en: "The file was not found." },
  "gate.file.too-much": { status: 429, zh: "您在 24 小时内上传的文件已达上限，请稍后再传。", en: "You have sent as much as is taken within 24 hours; please send the rest later." },
  "gate.file.empty": { status: 400, zh: "文件是空的。", en: "The file is empty." },
});
export const { refuse } = platformRefusals;
