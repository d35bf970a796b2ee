/** Coming in: set-up, sign-in, invitation, in Simplified Chinese. */
import type { Dictionary } from "../words.ts";

export const team: Dictionary["team"] = {
  footer: "运行在自己的 Cloudflare 账号中。买家信息不会保存在此设备上。",
  language: "语言",
  email: "邮箱",
  password: "密码",
  newPassword: "设置密码",
  passwordHint: "至少 12 个字符。一句话比谜语更容易记住。",
  name: "姓名",
  nameHint: "同事可见，买家不可见。",
  signIn: {
    page: "登录",
    title: "登录 Tillside",
    act: "登录",
    reasons: {
      ended: "登录已失效。重新登录后可从原处继续。",
      left: "已退出登录。此设备上不保留任何买家信息。",
      connect: "请以管理员身份登录以完成店铺连接，然后重新授权。",
      joined: "账号已就绪。请用刚设置的密码登录。",
    },
    noAccount: "还没有账号？组织的管理员可以在“设置 › 成员”中邀请。",
    notSetUp: "Tillside 尚未初始化",
    notSetUpWords: "请打开 Tillside 启动时显示的初始化链接。链接末尾的令牌会使打开者成为首位管理员。",
    haveToken: "我有令牌",
  },
  setup: {
    page: "初始化",
    title: "初始化 Tillside",
    words: "首位管理员负责连接店铺并邀请其他成员。",
    token: "初始化令牌",
    tokenHint: "Tillside 启动时显示；打开的链接可能已带有令牌。",
    act: "创建",
    isSetUp: "Tillside 已完成初始化",
    isSetUpWords: "请用自己的账号登录，或向管理员索取邀请。",
    toSignIn: "前往登录",
  },
  join: {
    page: "加入",
    title: "加入团队",
    words: (email, role) => `已受邀以${role}身份加入，邮箱为 ${email}。`,
    roles: { admin: "管理员", agent: "客服" },
    act: "加入",
    over: "此邀请已失效",
  },
};
