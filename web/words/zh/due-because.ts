/** Why a ticket is due when it is, in Simplified Chinese. */
import type { Dictionary } from "../words.ts";

const clocks: Record<string, string> = { first: "首次回复", next: "后续回复", resolution: "解决" };

export const dueBecause: Dictionary["dueBecause"] = {
  due: (clock, time, place) => `${clocks[clock] ?? clock}于 ${time} 到期，${place}。`,
  because: (span, since, calendar) =>
    `承诺在 ${span}内${calendar === null ? "（全天候）" : `（按 ${calendar} 的工作时间）`}，自 ${since} 起计。`,
  by: {
    tag: (name) => `由标签 ${name} 决定。`,
    priority: (name) => `由优先级“${name}”决定。`,
  },
  paused: (span) => `等待买家或工单稍后处理期间，计时暂停了 ${span}。`,
};
