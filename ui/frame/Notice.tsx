import { CloudServerOutlined, DisconnectOutlined, InboxOutlined, LockOutlined, WarningOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { CallRefused, type CallProblem } from "../call.ts";
import { useSay } from "../words/language.ts";
import { defineWords, useWords } from "../words/words.ts";

type NoticeProps = { readonly icon?: ReactNode; readonly title: string; readonly next?: ReactNode; readonly actions?: ReactNode };

/** In place of content: what is the matter, and the next step. */
export function Notice({ icon = <InboxOutlined />, title, next, actions }: NoticeProps) {
  return (
    <div className="notice">
      <span className="anticon-notice" aria-hidden="true">{icon}</span>
      <h2>{title}</h2>
      {next && <p>{next}</p>}
      {actions && <div className="notice-actions no-print">{actions}</div>}
    </div>
  );
}

/** A call's problem in place of content: no right, no answer, refused, or a fault of the server. */
export function ProblemNotice({ problem, onRetry }: { readonly problem: CallProblem; readonly onRetry?: () => void }) {
  const words = useWords(noticeWords);
  const say = useSay();
  const retry = onRetry && <Button onClick={onRetry}>{words.retry}</Button>;
  if (!(problem instanceof CallRefused)) return <Notice icon={<DisconnectOutlined />} title={words.offline} next={say(problem.words)} actions={retry} />;
  if (problem.status === 403 || problem.status === 404) return <Notice icon={<LockOutlined />} title={say(problem.words)} next={words.noRightNext} />;
  if (problem.status >= 500) return <Notice icon={<CloudServerOutlined />} title={words.fault} next={say(problem.words)} actions={retry} />;
  return <Notice icon={<WarningOutlined />} title={words.refused} next={say(problem.words)} actions={retry} />;
}

const noticeWords = defineWords({
  zh: { retry: "重试", offline: "服务器没有答复", noRightNext: "内容不存在，或不在您的权限范围内。如因工作需要查看，请联系本单位安全管理员申请授权。", fault: "服务器出错", refused: "请求未被接受" },
  en: { retry: "Try again", offline: "No answer from the server", noRightNext: "It does not exist or lies outside your rights. If your work needs it, ask your unit's security administrator for a grant.", fault: "The server failed", refused: "The request was not accepted" },
});
