/** The App Store, and the way from there to a connected store, in Simplified Chinese. */
import type { Dictionary } from "../words.ts";

export const connect: Dictionary["connect"] = {
  appStore: "应用商店",
  search: "搜索应用",
  categories: { all: "全部", marketplaces: "销售平台" },
  installed: (count) => `${count} 个店铺`,
  nothing: (text) => `没有名为“${text}”的应用。`,
  back: "返回应用商店",

  app: {
    name: "TikTok Shop",
    short: "店铺的会话和订单。",
    kind: "销售平台",
    connected: (stores) => `已连接：${stores}`,
    install: "安装应用",
    tabs: { overview: "概览", permissions: "权限", stores: "店铺" },
    overview: "将 TikTok 店铺的会话和订单带入 Tillside。在 TikTok 自有聊天中回复买家，订单就在会话旁边，所有店铺集中一处。",
    does: [
      "每条买家消息都会成为工单，订单就在旁边",
      "过去三个月的订单，之后的新订单几秒内同步",
      "由 TikTok 发货的订单（FBT）会单独标明",
      "回复和发货时限，按店铺当地时间计算",
      "同一卖家账号下的多家店，各自作为独立店铺",
    ],
    doesNot: ["商品评分和评价仍在 Seller Center：TikTok 的 API 不提供"],
    reads: "向 TikTok 申请的权限",
    noStores: "还没有连接店铺。",
    next: "接下来",
    steps: [
      "TikTok 会询问账号类型，并显示我们可读取的内容",
      "返回新店铺，状态为已连接",
      "订单从最新开始导入；今天的几秒内到达，其余几分钟内完成",
    ],
  },

  scopes: {
    title: "应用需要向 TikTok 申请的权限",
    words: "在 Partner Center 的 Manage API 中，以 TikTok 的名称列出。Customer service 的审批时间最长。",
    optional: "可选",
    all: [
      { scope: "seller.authorization.info", says: "已授权的店铺及其通知" },
      { scope: "seller.customer_service", says: "与买家的会话，以及发送消息" },
      { scope: "seller.order.info", says: "订单、包裹，以及 TikTok 允许显示的收件人" },
      { scope: "seller.product.basic", says: "商品，用于显示订单内容" },
      { scope: "seller.logistics", says: "承运商扫描记录和仓库名称", isOptional: true },
    ],
  },

  install: {
    title: "选择 TikTok Shop 站点",
    more: (count) => `还有 ${count} 个站点`,
    isConnected: (stores) => `${stores} 已连接`,
    authorize: "前往 TikTok 授权",
    away: "在 TikTok 登录后会返回此处。",
    choose: "请选择店铺销售的站点",
  },

  results: {
    connected: (facts) => `${facts.shop ? `${facts.shop} 已连接。` : "店铺已连接。"}订单和会话正在导入，最新在前。`,
    declined: () => "已在 TikTok 拒绝授权，因此未连接。未做任何更改。",
    "state-over": () => "该授权在 30 多分钟前开始，或已被使用。请重新开始。",
    "return-strange": () => "返回的内容不是 TikTok 会发送的。未建立任何连接；请从“授权”重新开始。",
    "claims-full": () => "太多并非从此处开始的授权正等待管理员认领。请从“授权”开始，或半小时后再试。",
    "state-of-another": () => "该授权由他人发起。未连接任何店铺；请自行发起授权。",
    "not-a-seller": () => "在 TikTok 登录的是达人或合作伙伴账号。请使用拥有该店铺的卖家账号登录。",
    "scopes-missing": ({ scopes }) => `TikTok 应用缺少必需的权限：${scopes}。请在 Partner Center 为应用添加，等待 TikTok 审批后重新授权。`,
    "tiktok-silent": () => "TikTok 未及时响应。未连接任何店铺。请一分钟后重试。",
    "code-refused": ({ words }) => `TikTok 拒绝完成授权：“${words}”。请检查应用密钥是否正确，然后重新授权。`,
    "another-seller": ({ shop }) => `刚才授权的卖家并不拥有 ${shop || "此店铺对应的 TikTok 店"}。请使用拥有它的账号登录 TikTok。`,
    "wrong-marketplace": ({ found, marketplace }) => `此卖家在 ${marketplace} 没有店铺。找到：${found || "无"}。请选择店铺所在的站点。`,
    "shop-taken": ({ store }) => `该 TikTok 店已连接为 ${store || "另一个店铺"}。`,
    "shop-of-another-store": ({ store }) => `该 TikTok 店属于已断开的 ${store || "另一个店铺"}。请授权那个店铺，以延续其历史记录。`,
  },
  toStore: (store) => `打开 ${store}`,

  choose: {
    title: "将哪些 TikTok 店添加为店铺？",
    words: (seller) => `${seller} 有多家店。选中的每一家都会成为独立的店铺。`,
    anySeller: "此卖家",
    fresh: "成为新店铺",
    waiting: (store) => `成为 ${store}`,
    returns: (store) => `恢复为 ${store}，保留历史记录`,
    taken: (store) => `已连接为 ${store}`,
    crossBorder: "跨境",
    act: (count) => `连接 ${count} 家店`,
    none: "请至少选择一家店",
    failed: (shop) => `${shop} 已在此期间被另一个店铺关联。`,
  },

  claim: {
    title: "有卖家从 TikTok 转到这里",
    words:
      "有卖家在 TikTok 同意了授权，但并非从此页面发起：可能来自 Seller Center 或其他浏览器。如果是自己或同事操作，请指明用于哪个店铺。",
    warning: "请勿连接不认识的店铺。其店主不会察觉，而买家将由这里回复。",
    store: "用于哪个店铺",
    newStore: "新店铺",
    act: "是的，由我们发起",
    expires: (time) => `有效期至 ${time}。`,
    over: "重新开始",
  },

  missing: {
    title: { US: "请先设置用于美国店铺的 TikTok 应用", ROW: "请先设置用于美国以外店铺的 TikTok 应用" },
    words:
      "TikTok 通过应用提供访问。需要卖家自己的 in-house 应用：免费，在 TikTok Shop Partner Center 创建一次，并由 TikTok 审批。应用须有 Customer service 权限。",
    steps: {
      US: "打开 partner.us.tiktokshop.com，以卖家身份登录，选择 App & Service，然后选择 Create app 和 in-house 类型。",
      ROW: "打开 partner.tiktokshop.com，以卖家身份登录，选择 App & Service，然后选择 Create app 和 in-house 类型。",
    },
    scopes: "在 Manage API 中申请以下权限。Customer service 的审批时间最长。",
    addresses: "将以下两个地址填入 TikTok：",
    redirect: "重定向 URL",
    webhook: "Webhook URL",
    keys: "然后从 Partner Center 复制应用的 Key、密钥和服务 ID：",
  },
  apps: {
    title: "TikTok 应用",
    words: "美国店铺用一个应用，其他店铺用另一个：TikTok 分别在两个 Partner Center 管理。",
    regions: { US: "美国店铺", ROW: "美国以外的店铺" },
    origin: {
      title: "应用从何而来",
      words:
        "TikTok 通过应用提供访问。需要卖家自己的 in-house 应用：免费，在 Partner Center 的 App & Service 中创建，并由 TikTok 审批。“设置”会逐步引导，并给出需要填写的地址。",
      centers: { US: "美国店铺的 Partner Center", ROW: "其他店铺的 Partner Center" },
    },
    none: "未设置",
    setUp: "设置",
    edit: "编辑",
    key: "App Key",
    service: "服务 ID",
    serviceHint: "应用授权链接中的数字",
    secret: "应用密钥",
    secretNew: "Partner Center 只显示一次。保存后此处无人能查看。",
    secretKeep: "留空则保留现有密钥。新密钥立即生效；旧密钥在结束轮换前仍可用于 Webhook。",
    changed: "更改时间",
    save: "保存应用",
    rotating: "目前两个密钥都可用于 Webhook：TikTok 可能仍用旧密钥签名。",
    end: "结束轮换",
    ended: "现在只有最新密钥有效。",
    endAsk: {
      title: "结束轮换？",
      words: "此后使用旧密钥签名的 Webhook 会被拒绝。请在 Partner Center 只显示新密钥后再操作。",
      keep: "保留两个",
    },
  },
};
