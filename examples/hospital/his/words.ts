export type Language = 'zh-CN' | 'en';

export interface Words {
  readonly title: string;
  readonly demo: string;
  readonly otherLanguage: string;
  readonly patients: string;
  readonly orders: string;
  readonly find: string;
  readonly add: string;
  readonly item: string;
  readonly quantity: string;
  readonly unit: string;
  readonly days: string;
  readonly price: string;
  readonly payer: string;
  readonly pooled: string;
  readonly self: string;
  readonly alerts: string;
  readonly remove: string;
  readonly empty: string;
  readonly save: string;
  readonly desk: string;
  readonly try: string;
  readonly happen: string;
  readonly pull: string;
  readonly putIn: string;
  readonly stop: string;
  readonly start: string;
  readonly urgent: string;
  readonly arrived: string;
  readonly notFound: (text: string) => string;
  readonly saved: (count: number, ms: string, by: string) => string;
  readonly by: Readonly<Record<'plugin' | 'page' | 'nobody', string>>;
  readonly revised: string;
  readonly pulled: string;
  readonly isBack: string;
  readonly stopped: string;
  readonly started: string;
  readonly published: (name: string) => string;
  readonly link: (connection: string, pack: string) => string;
  readonly silent: string;
}

export const WORDS: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    title: '演示医院 · 医生站',
    demo: '演示数据，均非真实人员与机构',
    otherLanguage: 'English',
    patients: '患者',
    orders: '医嘱',
    find: '项目（名称或国家编码）',
    add: '加入',
    item: '项目',
    quantity: '数量',
    unit: '单位',
    days: '天数',
    price: '单价（元）',
    payer: '支付',
    pooled: '医保',
    self: '自费',
    alerts: '提醒',
    remove: '删除',
    empty: '还没有医嘱。从右侧的示例加一条，或按名称查找。',
    save: '保存医嘱（Ctrl+S）',
    desk: '演示台',
    try: '开一条医嘱',
    happen: '发生一件事',
    pull: '拔掉医保专线',
    putIn: '插回医保专线',
    stop: '停止院内插件',
    start: '启动院内插件',
    urgent: '医保局紧急发布规则',
    arrived: '医保局收到的处理结果',
    notFound: (text) => `目录里没有“${text}”`,
    saved: (count, ms, by) => `已保存 ${count} 条医嘱（${by}，${ms} 毫秒）`,
    by: { plugin: '插件已审', page: '页面已审', nobody: '未能审核，按本院规定放行' },
    revised: '已返回修改，医嘱尚未保存。',
    pulled: '专线已断：插件用本机规则继续审核，处理结果排队等待。',
    isBack: '专线已恢复：排队的处理结果开始上传。',
    stopped: '插件已停：医生站在时限内放行，并提示未审核。',
    started: '插件已启动。',
    published: (name) => `已发布：“${name}”暂停支付。给任一患者开这个药试试。`,
    link: (connection, pack) => `专线 ${connection === 'online' ? '在线' : '断开'} · 规则包 ${pack}`,
    silent: '插件无应答',
  },
  en: {
    title: 'Sample hospital · order entry',
    demo: 'Made-up data: nobody and nothing of it exists',
    otherLanguage: '中文',
    patients: 'Patients',
    orders: 'Orders',
    find: 'Item (name or national code)',
    add: 'Add',
    item: 'Item',
    quantity: 'Quantity',
    unit: 'Unit',
    days: 'Days',
    price: 'Price (yuan)',
    payer: 'Paid by',
    pooled: 'fund',
    self: 'patient',
    alerts: 'Alerts',
    remove: 'Remove',
    empty: 'No orders yet. Add an example from the right, or find an item by name.',
    save: 'Save orders (Ctrl+S)',
    desk: 'Demonstration desk',
    try: 'Write an order',
    happen: 'Make something happen',
    pull: 'Pull the plug to the bureau',
    putIn: 'Put the plug back in',
    stop: 'Stop the plugin',
    start: 'Start the plugin',
    urgent: 'The bureau publishes a rule urgently',
    arrived: 'What the bureau received',
    notFound: (text) => `The catalogue has no “${text}”`,
    saved: (count, ms, by) => `${count} orders saved (${by}, ${ms} ms)`,
    by: {
      plugin: 'checked by the plugin',
      page: 'checked in the page',
      nobody: 'not checked; let through by the hospital’s policy',
    },
    revised: 'Back to the order: nothing is saved yet.',
    pulled: 'The line is down: the plugin goes on judging with what it has, and answers wait.',
    isBack: 'The line is back: what waited is on its way.',
    stopped: 'The plugin is stopped: orders go through within the time limit, and the page says so.',
    started: 'The plugin runs again.',
    published: (name) => `Published: payment for “${name}” is suspended. Order it for anybody.`,
    link: (connection, pack) => `line ${connection === 'online' ? 'up' : 'down'} · pack ${pack}`,
    silent: 'no answer from the plugin',
  },
};
