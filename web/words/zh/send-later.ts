/** A reply that is to leave later, in Simplified Chinese. */
import type { Dictionary } from "../words.ts";

export const sendLater: Dictionary["sendLater"] = {
  title: "定时发送",
  at: "发送时间",
  hint: "如果买家先发来消息，或有人在 Seller Center 回复，消息会退回，不会发出。",
  there: (time, place) => `即 ${place} 时间 ${time}。`,
  act: "届时发送",
};
