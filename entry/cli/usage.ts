/** Wrong usage: exit status 2. */
export class UsageError extends Error {}

export const HELP = `清渝 qingyu · 命令行 command line

  qingyu help                                     本页 this page
  qingyu start                                    启动系统（等同 npm start）start the system
  qingyu precursor import [--enterprises F] [--permits F] [--norms F] [--declarations F] [--json]
                                                  导入文件（.csv 或 .xlsx），可给多个，顺序不限；重复导入不改变任何内容
                                                  import files, any of them, several times, in any order; again changes nothing
  qingyu precursor findings [--as-of T] [--unit CODE] [--kind K] [--json]
                                                  疑点；加 --as-of 则按当时已申报的内容、以当时判断
                                                  findings, now or as judged at T from what had been reported by T
  qingyu precursor balance --unit CODE|--enterprise USCC [--substance S] --from T --to T [--as-of T] [--boundary DAY] [--json]
                                                  收支平衡（毫克精确）；--boundary 按该日的区划合计，已撤销的区县按其最后一日
                                                  balance, exact to the milligram; --boundary: the unit as bounded on that day, an ended one as on its last
                                                  账按整日结算：--from、--to 的时刻落在一日之内时，按该整日计，并在标准错误输出中说明
                                                  books are balanced by whole days: a --from or --to within a day stands for all of it, and standard error says so
  qingyu precursor trace --enterprise USCC --lot LOT [--substance S] [--direction forward|back|both] [--json]
                                                  批号流向 where a lot came from and went
  qingyu precursor template KIND [--out FILE]     空白模板 KIND = enterprises|permits|norms|declarations
  qingyu record verify --receipt F [--content G] [--vkey KEY]... [--json]
                                                  核验回执（JSON、tlog-proof 或二维码文本，- 为标准输入），不用数据库和网络；只有用公布的或本机的钥匙核对成立才退出 0
                                                  verify a receipt (JSON, tlog-proof or text of its QR codes; - reads standard input) without database
                                                  or network; ends with 0 only when it holds under a published key you give, or this installation's own
  qingyu record verify [--since CHECKPOINT] [--json]
                                                  核验整部留痕；加 --since 则与外部保存的旧检查点对照 verify the whole record
  qingyu record export [--witness NAME] [--old SIZE] [--out F]
                                                  导出检查点（交见证方或带走保存）the checkpoint, to be witnessed or kept elsewhere
  qingyu record cosignatures F                    导入见证签名 import what a witness signed
  qingyu record witness --new-key NAME --key F    在见证方自己的机器上：生成密钥 on the witness's own machine: make a key
  qingyu record witness --key F --state F --log VKEY --request F [--out F]
                                                  查验检查点并见证签名 check a checkpoint and cosign it; no database, no network
  qingyu record keys [rotate|retire]              日志的核验公钥；rotate 换新（新旧同签），retire 停用旧的 the log's keys
  qingyu bench [NAME] [--json]                    性能测试；不给名称则列出 benchmarks; without a name, lists them

例 examples
  qingyu precursor import --enterprises 企业.csv --permits 许可.xlsx --declarations 一月.csv --declarations 二月.csv
  qingyu precursor findings --unit 500102 --kind unmatched-dispatch
  qingyu precursor findings --as-of 2026-03-31T23:59:59+08:00 --json
  qingyu precursor balance --unit 500102 --from 2026-01-01 --to 2026-12-31
  qingyu precursor balance --enterprise 91500102000000001A --substance 甲苯 --from 2026-01-01 --to 2026-06-30 --json
  qingyu precursor trace --enterprise 91500102000000001A --lot L1 --direction forward
  qingyu record verify --receipt 回执.json --vkey 'qingyu.local/record+5a6b7c8d+AQ…'

时间 times: 2026-11-03（日；--as-of 与 --to 指当日终了 a day; for --as-of and --to its end）或 2026-11-03T08:05:00+08:00；不写时区按北京时间 without offset Asia/Shanghai
退出码 exit status: 0 成功 success · 1 有行被退回，或命令被拒绝 rows or the command were refused · 2 用法不对 wrong usage
数据目录 data: QINGYU_DATA；已有数据库 existing database: DATABASE_URL
`;
