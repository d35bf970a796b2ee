/** 备份：恢复密钥、定时、列表与恢复。 */
import type { Facts } from "../../api.ts";

const problems: Record<string, (facts: Facts) => string> = {
  "recovery-key-missing": () => "请先生成恢复密钥：没有它，任何人都无法读取备份。",
  "backup-under-way": () => "正在生成一份备份。请等待其完成，或将其停止。",
  "backup-missing": () => "该备份已不存在。",
  "bulk-not-now": () => "该备份不完整。",
  "restore-not-empty": () => "此 Tillside 正在使用中。备份只能恢复到空的 Tillside。未做任何更改。",
  "restore-not-begun": () => "这里正在恢复另一份备份，或该备份已恢复。未做任何更改。",
  "restore-schema-older": ({ schema, own }) =>
    `该备份由较旧的版本生成（${schema}；此 Tillside 为 ${own}）。请将该版本部署到空账号并在那里恢复，然后部署最新版本，数据会随之升级。未做任何更改。`,
  "restore-schema-newer": ({ schema, own }) => `该备份由较新的版本生成（${schema}；此 Tillside 为 ${own}）。请先部署该版本。未做任何更改。`,
  "restore-unknown-table": ({ table }) => `Tillside 不认识该备份中的表 ${table}。`,
  "restore-rows-missing": ({ table }) => `${table} 的行未全部到达。请再次运行恢复。`,
};

export const backups = {
  title: "备份",
  words:
    "Tillside 保存的全部内容，合为一个加密文件：订单、工单、备注、文件、库存、设置、成员。没有恢复密钥，任何人都无法读取，包括 Tillside 本身。",
  key: {
    title: "恢复密钥",
    none: "备份包含买家的数据，因此会用只由您保管的密钥加密。请生成一次，记下来，并与备份分开保管。",
    made: "生成于",
    words: "备份用它加密。如果丢失，请另外生成一个：较早的备份仍需要较早的密钥。",
    make: "生成恢复密钥",
    again: "另外生成一个密钥",
    shown: "它只在此刻显示，不会保存在任何地方。离开此页面之前，请记下来或放入您的密码管理器。",
    label: "恢复密钥",
    kept: "我已妥善保管",
  },
  schedule: {
    title: "自动备份",
    weekly: "每周夜间生成一份备份",
    kept: "保留份数",
    keptHint: "较旧的会在夜间删除。",
    next: "下一次",
    saved: "已保存。",
  },
  list: {
    title: "已有备份",
    begin: "立即备份",
    none: "还没有备份。",
    byClock: "自动",
    holds: (rows: string, rooms: string, files: string) => `${rows} 行，${rooms} 个工单，${files} 个文件`,
    earlierKey: "需要较早的恢复密钥",
    states: { writing: "正在生成", done: "已完成", stopped: "已停止", failed: "失败", forgotten: "已删除" },
    stop: "停止",
    open: "下载",
  },
  how: {
    title: "如何恢复 Tillside",
    steps: [
      "将相同版本部署到空账号，并使用相同的 SEAL_KEYS。若密钥不同，除店铺授权和其他机密需重新提供外，其余全部恢复。",
      "下载备份，并让旧的 Tillside 下线：两个 Tillside 接入同一店铺时，两边都会回复买家。",
      "运行：npm run restore -- 文件 --to 地址。它会询问恢复密钥和空 Tillside 的初始化令牌，先通读整个文件，哪怕只有一个比特被改动也会拒绝。中断后再次运行会继续。",
      "所有人重新登录。此后 TikTok 上的变化由下一次同步取回；当时正在发送的回复显示为未确认；规则计时、批量任务和库存平衡需有人重新启动。",
    ],
    moment: "工作期间生成的备份，保存的是轮到每个表、工单和文件时的状态。恢复时会重新计数。",
  },
  problems,
};
