/** What the self-test page says, in one language. */
export interface SelfTestWords {
  readonly title: string;
  readonly intro: string;
  readonly state: Readonly<Record<'ok' | 'attention' | 'broken', string>>;
  /** What a part is, and what to do about it when it is not well. */
  readonly parts: Readonly<Record<string, readonly [what: string, todo: string]>>;
  readonly page: string;
  readonly token: string;
  readonly look: string;
  readonly outcome: Readonly<Record<'works' | 'asks' | 'refused' | 'unknown', string>>;
  readonly listed: string;
  readonly unlisted: string;
  readonly tokenGood: string;
  readonly tokenBad: string;
  readonly noAddress: string;
}

/** Both languages, by the tag of the page. */
export const SELF_TEST_WORDS: Readonly<Record<'zh-CN' | 'en', SelfTestWords>> = {
  'zh-CN': {
    title: 'Forecheck 工作站自检',
    intro: '逐项检查本机能否完成医保事前提醒与事中审核。每次打开时重新检查，不保存任何内容。',
    state: { ok: '正常', attention: '注意', broken: '故障' },
    parts: {
      reach: ['本页与插件连通', '插件未运行或地址有误：在服务器上执行 forecheck plugin check。'],
      pack: ['规则包', '尚无规则包或已过期：检查与医保局的连接，或用离线包导入。'],
      bureau: ['与医保局的连接', '未连接：检查网络、地址与令牌；断网期间按现有规则继续审核。'],
      clock: ['服务器时钟', '与医保局时间相差较大：校准服务器时钟。'],
      workstation: ['本机时钟', '与插件时间相差超过一分钟：校准本机时钟。'],
      outbox: ['待上报的处置', '积压或损坏：检查与医保局的连接与磁盘。'],
      store: ['规则包存储', '部分文件损坏，正在使用较早的规则包，将自动重新下载。'],
      audit: ['审计日志', '有记录未能写入：检查磁盘空间与权限。'],
      callers: ['已授权的系统', '尚未授权任何系统：执行 forecheck plugin pair。'],
    },
    page: 'HIS 页面地址（可选）',
    token: '访问令牌（可选，不保存）',
    look: '检查',
    outcome: {
      works: '该页面可以直接访问本机插件。',
      asks: '浏览器会询问并默认拒绝：请由管理员下发策略 LocalNetworkAccessAllowedForUrls，或改用同源反向代理。',
      refused: '浏览器会静默拒绝（公网 http 页面不是安全上下文）：请改用 https，或改用同源反向代理。',
      unknown: '无法解析该地址，不能判断浏览器是否放行。',
    },
    listed: '该页面在允许名单内。',
    unlisted: '该页面不在允许名单内：加入配置 origins，或用配对码授权。',
    tokenGood: '令牌有效。',
    tokenBad: '令牌无效，或只限其他页面使用。',
    noAddress: '这不是网页地址。',
  },
  en: {
    title: 'Forecheck: self-test of this workstation',
    intro: 'Looks at everything that a check needs. It looks again whenever this page is opened, and keeps nothing.',
    state: { ok: 'well', attention: 'attention', broken: 'broken' },
    parts: {
      reach: ['this page reaches the plugin', 'it does not run, or stands elsewhere: forecheck plugin check.'],
      pack: ['rule pack', 'none, or an old one: look at the way to the bureau, or import a carried folder.'],
      bureau: ['connection to the bureau', 'not there: look at network, address and token. Checks go on meanwhile.'],
      clock: ['clock of the plugin', 'far from that of the bureau: set it.'],
      workstation: ['clock of this workstation', 'more than a minute from that of the plugin: set it.'],
      outbox: ['dispositions to be delivered', 'many, or damaged: look at the way to the bureau, and at the disk.'],
      store: ['store of packs', 'a part was damaged: an older pack is in force until it is fetched again.'],
      audit: ['audit trail', 'entries could not be written: look at the disk.'],
      callers: ['systems that may call', 'none yet: forecheck plugin pair.'],
    },
    page: 'Address of the HIS page (if it is a page)',
    token: 'Token (is not kept)',
    look: 'Look',
    outcome: {
      works: 'This page may call a plugin on this machine.',
      asks: 'The browser asks, and refuses unless it is allowed: set the policy LocalNetworkAccessAllowedForUrls, or put the plugin behind the address of the page.',
      refused:
        'The browser refuses without a word, because a public http page is not secure: use https, or put the plugin behind the address of the page.',
      unknown: 'The address cannot be resolved, so what the browser does cannot be told.',
    },
    listed: 'The page is on the list.',
    unlisted: 'The page is not on the list: add it to `origins`, or pair it.',
    tokenGood: 'The token is good.',
    tokenBad: 'The token is not known, or is another page’s.',
    noAddress: 'This is no address of a page.',
  },
};
