import { defineRefusals } from "#kernel/refusal.ts";

export const dutyRefusals = defineRefusals({
  "duty.duty.unknown": { status: 404, zh: "没有这项办理事项，或不由您办理。", en: "There is no such duty, or it is not yours to work on." },
  "duty.duty.closed": { status: 409, zh: "该事项已于 {at} 办结或免办。", en: "This duty was closed on {at}." },
  "duty.evidence.missing": { status: 422, zh: "办结须附至少一项证据。", en: "Completing a duty needs at least one piece of evidence." },
  "duty.evidence.file-unknown": { status: 422, zh: "找不到作为证据的文件 {file}，请重新上传。", en: "The file {file} given as evidence was not found; please upload it again." },
  "duty.reason.missing": { status: 422, zh: "免办须说明理由（至少 {least} 个字）。", en: "Waiving a duty needs a reason of at least {least} characters." },
  "duty.waive.officials-only": { status: 403, zh: "免办由主管部门决定，企业不能自行免办。", en: "Only an official may waive a duty; an enterprise may not." },
  "duty.deadline.out-of-range": { status: 422, zh: "时限算至 {day}，超出可办理的年份（1900 年至 2999 年），请核对起算时间和天数。", en: "Its times reach {day}, outside the years 1900 to 2999; please check the start and the number of days." },
  "duty.owner.elsewhere": { status: 422, zh: "不能为 {unitCode} 新建办理事项。", en: "You cannot open a duty for {unitCode}." },
});
