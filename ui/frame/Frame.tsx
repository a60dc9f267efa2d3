import { Watermark } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { formatMinute } from "../words/format.ts";
import { useWords } from "../words/words.ts";
import { AccountContext, type Account } from "./account.ts";
import { CommandPalette } from "./CommandPalette.tsx";
import "./frame.css";
import "./print.css";
import { frameWords } from "./frame-words.ts";
import { UnitsContext, type UnitChoice } from "./names.ts";
import { PrintHeader } from "./PrintHeader.tsx";
import type { Room } from "./room.ts";
import { RoomsContext, useAnswersPast } from "./rooms-context.ts";
import { SideNavigation } from "./SideNavigation.tsx";
import { useScrollingKeys } from "./scrolling-keys.ts";
import { TopBar } from "./TopBar.tsx";
import { useAsOf, useSetUrlState, useUrlState } from "./url.ts";

export type FrameProps = {
  readonly account: Account;
  readonly rooms: readonly Room[];
  /** County-level units, by which codes are shown as names; a city official may switch between them. */
  readonly units: readonly UnitChoice[];
  readonly onSignOut: () => void;
  readonly children: ReactNode;
};

const WATERMARK_MINUTES = 5;

/** The console around every screen: navigation, top bar, ribbon, watermark, palette. */
export function Frame({ account, rooms, units, onSignOut, children }: FrameProps) {
  const words = useWords(frameWords);
  const [isNavigationOpen, openNavigation] = useState(false);
  const moment = useWatermarkMoment();
  const asOf = useAsOf();
  useScrollingKeys();

  return (
    <AccountContext value={account}>
      <RoomsContext value={rooms}><UnitsContext value={units}>
        <a className="skip-link" href="#main">{words.skip}</a>
        <div className="frame" data-navigation={isNavigationOpen ? "open" : "closed"} data-bars={Number(account.demo) + Number(asOf !== undefined)}>
          <SideNavigation rooms={rooms} onClose={() => openNavigation(false)} />
          <div className="frame-body">
            <TopBar units={units} onSignOut={onSignOut} onOpenNavigation={() => openNavigation(true)} />
            {account.demo && <p className="demo-ribbon" role="note">{words.demo}</p>}
            <AsOfBanner />
            <Watermark className="frame-watermark" content={[`${account.name} · ${account.unitName}`, moment]} gap={[160, 140]} rotate={-18} zIndex={21} font={{ color: "rgba(14,47,54,0.07)", fontSize: 13 }}>
              {/* The mark's own container may not scroll: the page scrolls within it, under the mark. */}
              <div className="frame-scroll">
                <PrintHeader />
                <main id="main" tabIndex={-1}>{children}</main>
              </div>
            </Watermark>
          </div>
        </div>
        <CommandPalette rooms={rooms} />
      </UnitsContext></RoomsContext>
    </AccountContext>
  );
}

function AsOfBanner() {
  const words = useWords(frameWords);
  const setState = useSetUrlState();
  const asOf = useAsOf();
  const isPast = useAnswersPast();
  if (!asOf) return null;
  const moment = formatMinute(asOf);
  return (
    <p className="as-of-banner" role="status" data-present={isPast ? undefined : ""}>
      <span>{isPast ? words.asOfBanner(moment) : words.presentBanner(moment)}</span>
      <button type="button" onClick={() => setState({ asOf: undefined })}>{words.backToNow}</button>
    </p>
  );
}

function useWatermarkMoment(): string {
  const [at, setAt] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setAt(Date.now()), WATERMARK_MINUTES * 60_000);
    return () => clearInterval(timer);
  }, []);
  return formatMinute(at);
}

/** The unit chosen in the top bar; officials of one unit always have their own. Undefined: the whole city. */
export function useUnit(account: Account): string | undefined {
  const { unit } = useUrlState();
  return account.scope === "city" ? unit : account.unitCode;
}
