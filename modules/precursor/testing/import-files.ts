import { aUscc } from "./builders.ts";

/** A small world as files, 演示数据: a producer and a user in 涪陵, a trader in 渝中, a purchase document, a sale that loses mass. */
export const PRODUCER = aUscc(1);
export const USER = aUscc(2);
export const TRADER = aUscc(3, "500103");

export const ENTERPRISES_CSV = `uscc,name,district,activities,since,status
${PRODUCER},演示化工一厂,500102,production;operation,2024-01-01,active
${USER},演示制药二厂,500102,use,2024-01-01,active
${TRADER},演示贸易三行,500103,operation,2024-01-01,active
`;

export const PERMITS_CSV = `number,kind,form,holder,counterparty,substance,quantity,unit,valid_from,valid_to,uses,origin,destination,issuer
GM-演示-1,purchase,filing,${USER},${PRODUCER},甲苯,10,t,2026-01-01,2026-12-31,multi,,,演示机关
`;

export const NORMS_CSV = `enterprise,process,substance,kg_per_t,tolerance_pct,valid_from
${USER},演示工艺,toluene,120,5,2026-01-01
`;

const HEADER = "declaration_id,declarant,kind,substance,lot,quantity,unit,occurred_at,reported_at,counterparty,shipment,permit,note";
export const declarationsCsv = (...rows: string[]): string => `${HEADER}\n${rows.join("\n")}\n`;

export const OPENING = `A-1,${PRODUCER},opening,甲苯,L1,8000,kg,2026-01-01 08:00,2026-01-01 09:00,,,,演示数据`;
export const SALE = `A-2,${PRODUCER},dispatch,108-88-3,L1,5000,kg,2026-02-01 08:00,2026-02-02,${USER},YD-1,,演示数据`;
export const RECEIPT = `B-1,${USER},receive,toluene,L1,4000,kg,2026-02-03 08:00,2026-02-04,${PRODUCER},YD-1,GM-演示-1,演示数据`;
export const TRADERS = `C-1,${TRADER},opening,甲苯,L9,100,kg,2026-01-01 08:00,2026-01-01 09:00,,,,演示数据`;
export const DECLARATIONS_CSV = declarationsCsv(OPENING, SALE, RECEIPT);
