# 主题用语（中文）。

# 每一页
skip = 跳到正文
main-nav = 主导航
languages = 语言
follow = 订阅
feed = 更新
house = 站内
write-to-us = 写信给我们
since = 始于{ $date }
printed-with = 由 Handbill 印制

# 列表与各部分的名称
list-posts = 文章
list-events = 活动
list-drops = 新品
list-stories = 故事
list-members = 成员
list-chapters = 分会
list-posters = 海报
list-campaigns = 众筹
list-join = 加入
list-help = 常见问题
tags = 标签
tag-title = 标签：{ $name }
kind-post = 文章
kind-event = 活动
kind-drop = 新品
kind-story = 故事
kind-member = 成员
kind-chapter = 分会
kind-print-run = 海报
kind-tier = 会员等级
kind-campaign = 众筹
kind-faq = 问题
kind-page = 页面
a-member = 一位成员
withheld-page = 未公开的页面
nothing-here = 这里还没有内容。
nothing-planned = 暂时没有安排。
see-events = 看看接下来有什么
entries = { $n } 篇

series = 系列
by-year = 按年份
# 某人的原话
quoted = “{ $text }”

# 首页
next = 下一场
newest = 最新
read-on = 读下去
newest-posts = 近来的文章
all-of = 全部{ $title }
coming-weeks = 接下来
a-members-story = 成员的故事
working-towards = 正在一起做的事
where-we-are = 我们在哪里
join-us = 加入我们
about-us = 我们是谁
how-far = 走到哪儿了
meter-note = 位成员在这里有自己的一页。我们想走到 { $goal } 位：一点一人。
meter-members = 位成员。我们想走到 { $goal } 位：一点一人。
meter-members-plain = 位成员。我们想走到 { $goal } 位。
meter-note-plain = 位成员在这里有自己的一页。我们想走到 { $goal } 位。

# 日期与金额
time-range = { $from }–{ $to }
date-time = { $date } { $time }
zone = { $city }时间
# How old what a page says of time is, for readers without the script
page-as-of = 本页内容截至{ $date }，下次变动在{ $next }（{ $zone }）。
page-until = 本页下次变动在{ $next }（{ $zone }）。
as-of = 截至{ $date }
# 同上，单独成行
counted = 截至{ $date }
# 金额前的小字
free = 免费

# 活动
coming = 即将举行
past = 过往
later-dates = 之后的日期
earlier-dates = 更早的日期
state-scheduled = 即将举行
state-announced = 已公布
state-questions = 可以提问
state-warmup = 快开始了
state-live = 进行中
state-recap = 回顾待发
state-past = 已结束
status-tentative = 待定
status-cancelled = 已取消
status-postponed = 延期
status-rescheduled = 时间有变
status-moved_online = 改为线上
note-tentative = 这场活动还没有完全定下来，出门前请再看一眼。
note-cancelled = 这场活动取消了。
note-postponed = 这场活动延期，新的日子还没有定。
note-rescheduled = 这场活动改了时间，原定于{ $date }。
note-not-this-time = 这一场不办，下一场在{ $date }。
note-moved_online = 这场活动改在线上举行，不在现场。
facts = 活动信息
when = 时间
all-day = 全天
until = 至{ $date }
where = 地点
online = 线上
online-too = 线上同步
join-online = 线上参加
price-label = 费用
seats-label = 座位
seats = { $n } 席
seats-left = { $n ->
    [0] 已满
   *[other] 余 { $n } 席
}
seats-left-of = { $n ->
    [0] { $capacity } 席已满
   *[other] 余 { $n } / { $capacity } 席
}
sign-up = 报名
opens = { $date }开始
closes = { $date }截止
hosts = 主理
speakers = 主讲
add-to-calendar = 加入日历
subscribe-calendar = 订阅日历
save-seat = 留个座位
waiting-list = 排候补
ask-question = 提个问题
more-about = 看看详情
read-recap = 看看那天的回顾
recap-by = 回顾会在{ $date }之前放在这里。
come-to = 来{ $place }吧。
find-the-way = 怎么去
on-a-map = 看地图
your-time = 你那里是{ $time }（{ $zone } { $there }）
recap = 回顾

again = 重复
times = 共 { $n } 次
phases = 进程
phase-announced = 公布
phase-questions = 提问
phase-warmup = 临近
phase-live = 进行
phase-recap = 回顾
phase-by = { $date }前
sign-up-closes = 报名{ $date }截止
stories-of-event = 由此而来的故事

# 新品
drop-teaser = 预告
drop-early = 优先购
drop-live = 发售中
drop-sold_out = 售罄
drop-ended = 已结束
drop-withdrawn = 已撤下
drop-from = { $date }起
drop-everyone-from = { $date }起对所有人开放
drop-everyone-since = 已于{ $date }发售
drop-until = 至{ $date }
drop-released = 发售日：{ $date }
# 首页票券上方
drop-lead-teaser = 即将发售
drop-lead-early = 正在发售
drop-lead-live = 正在发售
drop-lead-sold_out = 上一回
drop-lead-ended = 上一回
drop-lead-withdrawn = 上一回
# Over the parts of the list of drops
drops-open = 正在发售
drops-coming = 即将发售
drops-over = 往期
# 一个系列里的新品：最近的、接下来的、某一件前后的
series-last = 最近一回
series-next = 下一回
series-before = 前一回
series-after = 后一回
to-drop = 看一看
everyone = 所有人
now = 现在
ends = 截止
link-to-come = 购买链接很快会放在这里。
buy = 带一件回家
buy-as = { $tier }：带一件回家
sku = 货号 { $sku }
pieces-left = { $n ->
    [0] 已无余量
   *[other] 余 { $n } 件
}
pieces-few = 只剩 { $n } 件
made-by = 制作
changes = 你提了，我们改了
with-page = 有主页的成员
asked-by = 提议：
stories-of-drop = 它的故事
vote-coming = 即将投票
vote-open = 由你来选
vote-closed = 大家选了
option = 选项
share = 占比
votes = 票数
votes-in-all = { $n } 票
votes-chart = 投票结果
votes-table = 看数字
votes-most = 票数最多
# In the words that stand for a chart: between an option and its number, and between options
label-separator = ：
chart-separator = ；
cast-vote = 去投票
closed = { $date }截止

# 故事
told-to = 记录：
next-is-yours = 这件事就发生在这里。下一件，等你来。
happened-at = 事情发生在
became-drop = 后来有了它

# 分会
chapter-pilot = 试办
chapter-active = 活跃
chapter-resting = 暂歇
ask-for = 来了找
city = 城市
next-at = { $name }接下来
month-again = 定期
month-once = 仅此一次
part-of = 属于
groups = 小组

# 海报
to-target = 看看它通向哪里
no-target = 这张海报通向的页面眼下没有公开。
hangs-where = 贴在哪里
leads-to = 扫码会看到
places = { $n } 处

# 海报页
take-a-poster = 拿一张海报
the-poster = 海报。
poster-note = { $n } 种尺寸，可印可转发；扫码就到这一页。
poster-note-member = { $n } 种尺寸，可印可转发；扫码的人会来到这一页。
do-share = 分享
do-share-picture = 分享图片
copy-link = 复制链接
copy-date = 复制时间
copy-words = 复制文字
copied = 已复制。
not-copied = 这里不能自动复制。文字已经选中，长按就能复制。
to-type = 短地址
words-to-share = 转发时可以说
to-print = 下载
format-wide = 横版
format-portrait = 竖版
format-tall = 长图
format-square = 方图
format-a4 = A4 纸
in-wechat = 在微信里：长按图片，可以保存、转发，或识别图中的码。要下载文件、打开链接，请点右上角“···”，用浏览器打开。

# 众筹
campaign-open = 进行中
campaign-reached = 已达成
campaign-missed = 未达成
ended = { $date }结束
take-part = 出一份力
raised-of = { $raised } / { $goal }
backers = { $n } 人支持
backers-label = 支持者
goal = 目标
raised = 已筹
deadline = 截止
asked-for-by = 发起
rewards = 回报
how-it-went = 一步一步
date = 日期

# 加入
per-month = 每月
per-year = 每年
per-once = 一次付清
at-most = 至多 { $n } 位
earlier = 可优先购
join = 加入

# 常见问题
questions = 问题
asked-also = 也问：
ask-further = 再问：
not-answered = 没有找到答案？写信给我们：
seek-question = 找一个词
questions-found = { $all } 个问题里有 { $n } 个
no-question-found = 没有这样的问题。换个词试试，或者写信给我们。

# 文章
updated = { $date }修改
about-people = 文中人物
looks-back = 回顾的活动
read-next = 接着读
older = 较早
newer = 较新

# 成员
members-by-chapter = 按分会
members-by-role = 按做的事
members-counted = { $n } 位成员
here-since = { $date }加入。
total-hosted = 场主理
total-spoke = 次主讲
total-made = 件作品
total-wrote = 篇文章
total-appeared = 篇写到
total-asked = 处改进
total-helped = 次帮忙
total-brought = 位引荐
deed-hosted = 主理
deed-hosted-soon = 将主理
deed-hosted-on = 主理
deed-spoke = 主讲
deed-spoke-soon = 将主讲
deed-spoke-on = 主讲
deed-wrote = 写作
deed-made = 制作
deed-made-soon = 制作中
deed-helped = 帮忙
deed-asked = 提议
deed-appeared = 出现于
deed-since-soon = { $date }起
deed-since-on = { $date }至今
leads = 负责
brought-by = 引荐人
brought = 引荐了
elsewhere = 别处

# 列表
pages = 分页
page-of = 第 { $number } 页，共 { $count } 页
previous-page = 上一页
next-page = 下一页

# 404 与跳转
not-found = 这一版上没有
not-found-note = 这个地址没有页面：也许挪走了，也许从未付印。
to-home = 回到首页
moved = 这一页搬走了
moved-note = 如果浏览器没有自动前往，请点这个链接：

# 正文附带的文字
link-to-heading = 本节的链接
footnotes = 脚注
# 后面跟着编号。
back-to-text = 回到引用处
table = 表格
alert-note = 注
alert-tip = 提示
alert-important = 重要
alert-warning = 注意
alert-caution = 当心
task-done = 已完成
task-open = 待办

# 指令
watch = 观看视频
watch-at = 到 { $host } 观看视频

# 活动何时再办。{ $days } 是“周五”或“第二个周五”这样的列表。
rule-daily = { $interval ->
    [1] 每天
   *[other] 每 { $interval } 天
}
rule-weekly = { $interval ->
    [1] 每{ $days }
    [2] 隔周{ $days }
   *[other] 每 { $interval } 周的{ $days }
}
# 周一到周五
rule-workdays = 每周一至周五
rule-monthly = { $interval ->
    [1] 每月
   *[other] 每 { $interval } 个月
}
rule-monthly-on = { $interval ->
    [1] 每月{ $days }
   *[other] 每 { $interval } 个月的{ $days }
}
rule-yearly = { $interval ->
    [1] 每年
   *[other] 每 { $interval } 年
}
rule-yearly-on = { $interval ->
    [1] 每年{ $days }
   *[other] 每 { $interval } 年的{ $days }
}
rule-yearly-in = { $interval ->
    [1] 每年{ $months }
   *[other] 每 { $interval } 年的{ $months }
}
rule-yearly-in-on = { $interval ->
    [1] 每年{ $months }的{ $days }
   *[other] 每 { $interval } 年{ $months }的{ $days }
}
# { $rule } 是上面的一句，例如“每周五”。
rule-within = 每年{ $months }，{ $rule }
rule-nth = { $n ->
    [1] 第一个{ $day }
    [2] 第二个{ $day }
    [3] 第三个{ $day }
    [4] 第四个{ $day }
    [5] 第五个{ $day }
    [-1] 最后一个{ $day }
    [-2] 倒数第二个{ $day }
    [-3] 倒数第三个{ $day }
    [-4] 倒数第四个{ $day }
   *[other] 倒数第五个{ $day }
}
rule-month-day = { $n ->
    [-1] 最后一天
    [-2] 倒数第二天
    [-3] 倒数第三天
    [-4] 倒数第四天
    [-5] 倒数第五天
   *[other] { $n }日
}
# 周一到周五里的一天；周六、周日里的一天
rule-workday = 工作日
rule-weekend-day = 周六或周日
# { $rule } 是日历里的写法：“FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13”。
rule-as-written = 按这条规则：{ $rule }
list-separator = 、
list-end = 和

# 海报
poster-of = 海报：{ $title }
poster-opens = 开售
poster-number = 编号
poster-made-in = 产地
poster-early = { $tier } { $date }起
poster-kicker-story = 成员的故事
poster-scan = 扫码看详情
poster-scan-story = 扫码读下去
poster-byline = { $by } · { $org }
# 成员带人来的那张
poster-referral = 跟{ $name }一起来
