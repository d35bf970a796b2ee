/** Why one was not let in, or may not let others in, in Chinese. */
import type { Dictionary } from "../words.ts";

export const doorProblems: Dictionary["doorProblems"] = {
  "sign-in-refused": () => "邮箱与密码不匹配。",
  "too-many-sign-ins": ({ seconds }) => `尝试次数过多。请等待 ${seconds} 秒后再试。`,
  "setup-token-wrong": () => "这不是 Tillside 启动时显示的初始化令牌。",
  "already-set-up": () => "Tillside 已完成初始化。请直接登录。",
  restoring: () => "正在恢复备份，完成后再登录。",
  "invitation-over": () => "此邀请已被使用、已撤回或已超过七天。请索取新的邀请。",
  "already-a-member": () => "已有成员使用此邮箱地址。",
  "own-role": () => "不能更改自己的角色，也不能停用自己。请由其他管理员操作。",
  "password-common": () => "这是最先会被尝试的密码之一。请另选；四个互不相关的词就很好。",
  "password-own": ({ word }) => `去掉“${word}”后这个密码所剩无几，而熟悉您或 Tillside 的人都会尝试它。请另选。`,
  "password-link-over": () => "此链接已使用、已被更新的链接取代，或已过期。请重新索取。",
  "password-link-own": () => "自己的密码请在“我的登录”中修改。",
  "person-missing": () => "该成员已不在这里。",
  "password-wrong": () => "密码不正确。",
};
