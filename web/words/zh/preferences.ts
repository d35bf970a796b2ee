/** Settings, My preferences, in Simplified Chinese. */
import type { Dictionary } from "../words.ts";

export const preferences: Dictionary["preferences"] = {
  title: "个人偏好",
  words: "在登录的每台设备上都生效，不影响其他人。",
  look: "外观与时间",
  language: "语言",
  languageDevice: (name) => `跟随设备，${name}`,
  zone: "时间显示时区",
  zoneHint: "买家消息和时限也会注明店铺时间。",
  zoneDevice: (zone) => `此设备的时区，${zone}`,
  zoneSave: "按此时区显示",
  hold: "回复可撤回的时长",
  holdNone: "立即发出",
  holdSeconds: (seconds) => `${seconds} 秒`,
  desk: "按 Tillside 的设置",
  handBack: "我离岗时，待处理的工单",
  ways: { keep: "仍归我", team: "交给团队中的下一位", nobody: "留给任何人" },
  replyTakes: "回复无人负责的工单后",
  takes: { yes: "归我负责", no: "仍无人负责" },
  keys: "快捷键",
  keysWords: "选择一个快捷键，然后按下想用的键；连续两个字母也可作为快捷键。退格键清除，Esc 保持不变。",
  change: (name) => `更改快捷键：${name}`,
  press: "请按键",
  ours: (name) => `恢复默认快捷键：${name}`,
  allOurs: "全部恢复默认快捷键",
  taken: (key, name) => `${key} 已用于“${name}”。未做更改；请换一个键，或先更改“${name}”。`,
};
