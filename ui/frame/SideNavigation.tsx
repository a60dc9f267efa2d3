import { CloseOutlined } from "@ant-design/icons";
import { useSay } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { useAccount } from "./account.ts";
import { frameWords } from "./frame-words.ts";
import { GoLink } from "./GoLink.tsx";
import { Mark } from "./Mark.tsx";
import { isShownTo, NAVIGATION_GROUPS, type Room } from "./room.ts";
import { useCurrentEntry } from "./rooms-context.ts";

type SideNavigationProps = { readonly rooms: readonly Room[]; readonly onClose: () => void };

export function SideNavigation({ rooms, onClose }: SideNavigationProps) {
  const words = useWords(frameWords);
  const say = useSay();
  const account = useAccount();
  const current = useCurrentEntry();
  const entries = rooms.flatMap((room) => room.navigation).filter((entry) => isShownTo(entry, account));

  return (
    <>
      <nav className="side" aria-label={words.navigation}>
        <div className="side-head">
          <Mark />
          <span className="side-name">{words.product}<small>{words.productLine}</small></span>
          <button type="button" className="side-close" onClick={onClose} aria-label={words.closeNavigation}><CloseOutlined /></button>
        </div>
        {NAVIGATION_GROUPS.map((group) => {
          const lines = entries.filter((entry) => entry.group === group.key).sort((a, b) => a.order - b.order);
          if (lines.length === 0) return null;
          return (
            <section key={group.key}>
              {group.label && <h2>{say(group.label)}</h2>}
              <ul>
                {lines.map((entry) => (
                  <li key={entry.path}>
                    <GoLink to={entry.path} onClick={onClose} aria-current={entry.path === current?.path ? "page" : undefined}>
                      <entry.icon />
                      <span>{say(entry.label)}</span>
                    </GoLink>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </nav>
      <button type="button" className="side-shade" tabIndex={-1} aria-label={words.closeNavigation} onClick={onClose} />
    </>
  );
}
