/** Forgotten passwords, and the password that is asked for again, in Simplified Chinese. */
import type { Dictionary } from "../words.ts";

export const passwords: Dictionary["passwords"] = {
  forgotten: "忘记密码？",
  page: "新密码",
  ask: {
    title: "获取设置新密码的链接",
    words: "请输入登录所用的邮箱。如果属于这里的成员，链接会通过邮件送达；一小时内有效，仅可使用一次。",
    act: "发送链接",
    sent: "请查看邮箱",
    sentWords: "如果该邮箱属于这里的成员，链接已在途中。几分钟后仍未收到？请联系管理员。",
  },
  noMail: {
    title: "请向管理员索取链接",
    words: "此 Tillside 不发送邮件。管理员可在“设置 › 成员”中为您生成链接。最后一位管理员可向部署者索取。",
  },
  set: {
    title: "设置新密码",
    words: (name, email) => `为 ${name}（${email}）设置。所有登录都会失效，之后请用新密码登录。`,
    act: "设置密码",
    over: "此链接已失效",
    done: "密码已设置",
    doneWords: "请用新密码登录。",
  },
  back: "前往登录",
  again: { password: "您的密码", hint: "再次确认，以免他人在您的电脑上操作。", go: "继续" },
  end: {
    title: (browser) => `结束 ${browser} 的登录？`,
    othersTitle: "结束所有其他登录？",
    words: "使用该浏览器的人会立即退出登录。",
    others: "结束所有其他登录",
  },
  give: {
    act: "新密码链接",
    title: (name) => `供 ${name} 设置新密码的链接`,
    words: "供忘记密码的成员使用。请确认确为本人提出：持有链接者即可设置密码。仍需通过双重验证。",
    link: "链接",
    hint: (name, until) => `请亲自交给 ${name}：仅此时显示，只能使用一次，有效期至 ${until}。`,
  },
};
