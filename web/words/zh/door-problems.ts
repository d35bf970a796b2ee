/** Why one was not let in, or may not let others in, in Chinese. */
import type { Dictionary } from "../words.ts";

export const doorProblems: Dictionary["doorProblems"] = {
  "sign-in-refused": () => "邮箱与密码不匹配。",
  "too-many-sign-ins": ({ seconds }) => `尝试次数过多。请等待 ${seconds} 秒后再试。`,
  "setup-token-wrong": () => "这不是 Tillside 启动时显示的初始化令牌。",
  "already-set-up": () => "Tillside 已完成初始化。请直接登录。",
  "invitation-over": () => "此邀请已被使用、已撤回或已超过七天。请索取新的邀请。",
  "already-a-member": () => "已有成员使用此邮箱地址。",
  "own-role": () => "不能更改自己的角色，也不能停用自己。请由其他管理员操作。",
};
