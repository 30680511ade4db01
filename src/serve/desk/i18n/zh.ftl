# 工作台的用语（中文）。

desk = 工作台
seal = 台
skip = 跳到正文
rooms = 工作台各页
languages = 语言
open-site = 打开网站：
only-here = 工作台只在预览里，不会随网站发布。
shown-as-of = 你现在看到的是网站在这一刻的样子：
back-to-now = 回到现在
told-of-before = 文件里有错误。这里是出错之前的网站。
to-problems = 看看哪里有错
nothing = 这里什么也没有
to-desk = 去工作台
zone = 时间以 { $zone } 为准。
it-is = 现在是
parts = 列表分页
part-of = 第 { $n } 页，共 { $count } 页
part-before = 上一页
part-behind = 下一页
none = 没有。
what-to-do = 怎么办：

# 时间
away-now = 就是现在
in-minutes = { $n } 分钟后
in-hours = { $n } 小时后
in-days = { $n } 天后
in-months = { $n } 个月后
ago-minutes = { $n } 分钟前
ago-hours = { $n } 小时前
ago-days = { $n } 天前
ago-months = { $n } 个月前

# 种类与状态
kind = 种类
kind-post = 文章
kind-event = 活动
kind-drop = 新品
kind-story = 故事
kind-member = 成员
kind-chapter = 分会
kind-print-run = 海报印次
kind-tier = 会员等级
kind-campaign = 众筹
kind-faq = 问题
kind-page = 页面
kinds-post = 文章
kinds-event = 活动
kinds-drop = 新品
kinds-story = 故事
kinds-member = 成员
kinds-chapter = 分会
kinds-print-run = 海报印次
kinds-tier = 会员等级
kinds-campaign = 众筹
kinds-faq = 常见问题
kinds-page = 页面
state-scheduled = 即将举行
state-announced = 已公布
state-questions = 可以提问
state-warmup = 快开始了
state-live = 进行中
state-recap = 回顾待发
state-past = 已结束
state-cancelled = 已取消
state-postponed = 已延期
state-teaser = 即将发售
state-early = 抢先购
state-sold_out = 已售罄
state-ended = 已结束
state-withdrawn = 已下架
state-open = 进行中
state-reached = 已达成
state-missed = 未达成

# 总览
overview = 总览
figure-pages = 个页面
figure-withheld = 份未公开
figure-errors = 处错误
figure-warnings = 条提醒
next-changes = 接下来会自己变的
see-time = 看看那时的网站
no-changes = 这里没有什么会自己变。
more-changes = 之后还有 { $n } 处。
needs-build = 需要重新构建
in-the-site = 网站里有什么
in-all = 合计
newest = 最新
pages = 页面
all-pages = 全部页面
pages-total = 共 { $n } 个页面，新的在前。

# 输出
outputs = 输出
all-outputs = 全部输出
outputs-what = 构建时会写出的每个文件；打开时才生成。
outputs-total = 共 { $n } 个文件。
outputs-pages = 页面与列表
outputs-feeds = 订阅源
outputs-calendars = 日历
outputs-posters = 海报
outputs-pictures = 图片
outputs-data = 给主机和程序的文件
outputs-leading = 海报码与旧地址
outputs-carried = 原样带上的文件
outputs-theme = 主题的文件

# 未公开
withheld = 未公开
withheld-what = 这些文件的内容不在网站的任何页面、列表、订阅源、日历或海报里，只在这里告诉你。
drafts = 草稿
draft-do = 写好以后，把文件里的 `draft = true` 一行去掉。想先看一看，请用 `--drafts` 启动预览。
embargoed = 定时公开
embargo-do = 到了 `publish_at` 之后的第一次构建，它就会出现。想提前公开，就改这一行。
appears = 公开时间
see-as-of-then = 看看那时的网站
without-consent = 未获同意
consent-do = 请问问本人。同意的话，写进其成员文件的 `consent`；不同意，就保持现状。
for-want-of = 尚缺同意：
secrets = 购买地址
secrets-what = 这些页面已经公开，但购买地址到时候才会公布。
told = 公布时间
consents = 未生效或即将到期的同意
consents-what = 成员没有同意的用途，一律不出现；原处写其化名，或“一位成员”。
consents-others = { $n ->
    [0] 没有人长期同意了全部用途。
   *[other] 另有 { $n } 位成员同意了全部用途。
}
yes = 有
no = 无
soon = 即将到期
grant-until = 至 { $day }
grant-for-good = 不限期
grant-none = 未同意
grant-from = 自 { $day } 起
grant-ended = 已于 { $day } 到期
grant-needs-page = 须先同意 `page`
grant-unpublished = 其文件尚未公开
scope-page = 其个人页面；在页面、日历和结构化数据中署名；关于其人的故事
scope-photo = 其任何照片
scope-poster = 在海报和链接预览中出现姓名或照片；其个人海报
scope-feed = 在订阅源、摘要、搜索索引和分享包中署名

# 问题
problems = 问题
no-problems = 一切正常。
more-problems = 另有 { $n } 处：`handbill check` 会列出来。
stopped = 修好之前，什么也印不出来。
kept = 修好之前，页面还是上一次完好的样子。
severity-error = 错误
severity-warning = 提醒
count-errors = { $n } 处错误
and-warnings = ，{ $n } 条提醒。

# 时间页
time = 时间
as-of-title = 网站在这一刻
now = 现在
to-now = 现在
then = 另一刻
slider = 时刻
previous-change = 上一次变化
next-change = 下一次变化
date-and-time = 日期和时间
show = 显示
page-to-see = 页面
look = 查看
homes = 首页
lists = 列表
moving = 随时间变化
open-as-of = 打开那时的这一页
frame-title = 网站在上面所选时刻的样子
all-changes = 全部变化
whole-future = 显示全部将来
near-future = 只显示三个月内
no-instant = 网站无法显示“{ $text }”这一刻。请写成 2026-11-27T19:30 这样。
change-event-phase = 有活动进入下一阶段
change-drop-state = 有新品进入下一阶段
change-vote = 有投票开始或结束
change-publication = 有未公开的内容公开
change-consent = 有同意生效或到期
change-campaign = 有众筹截止
turn-published = 公开
turn-consent-begins = 其同意生效
turn-consent-ends = 其同意到期
turn-campaign-ends = 截止
turn-event-scheduled = 排上日程
turn-event-announced = 公布
turn-event-questions = 开放提问
turn-event-warmup = 快开始了
turn-event-live = 开始
turn-event-recap = 结束，回顾待发
turn-event-past = 成为往期
turn-sign-up-opens = 开始报名
turn-sign-up-closes = 截止报名
turn-drop-teaser = 预告
turn-drop-early = 对某一会员等级开放
turn-drop-live = 发售
turn-drop-sold-out = 售罄
turn-drop-ended = 结束
turn-drop-withdrawn = 下架
turn-shop = 公布购买地址
turn-vote-coming = 预告投票
turn-vote-open = 开始投票
turn-vote-closed = 结束投票

# 海报
posters = 海报
posters-what = 选一个页面，看它在主题的 { $n } 种设计里各是什么样。
no-posters = 这个网站没有带海报的页面。
poster-of = “{ $title }”的海报
formats = 版式
format-wide = 横版
format-portrait = 竖版
format-tall = 长竖版
format-square = 方版
format-a4 = A4
not-made = 默认不生成
open-page = 打开页面
chosen = 已选用
design-alt = 这个页面的 { $design } 设计
designs-do = 要选用某个设计，把它下面的几行写进文件的 front matter。
not-drawn = 这张画不出来：
