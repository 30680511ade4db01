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
list-members = 成员
list-drops = 上新
list-stories = 故事
list-chapters = 分会
list-posters = 海报
list-join = 加入
list-campaigns = 众筹
list-help = 帮助
tags = 标签
tag-title = 标签：{ $name }
kind-post = 文章
kind-event = 活动
kind-member = 成员
kind-page = 页面
a-member = 一位成员
withheld-page = 未公开的页面
nothing-here = 这里还没有内容。
entries = { $n } 篇

# 首页
next = 下一场
newest = 最新
read-on = 读下去
newest-posts = 近来的文章
all-of = 全部{ $title }
coming-weeks = 接下来
about-us = 我们是谁
how-far = 走到哪儿了
meter-note = 位成员在这里有自己的一页。我们想走到 { $goal } 位：一点一人。
meter-note-plain = 位成员在这里有自己的一页。我们想走到 { $goal } 位。

# 日期与金额
time-range = { $from }–{ $to }
date-time = { $date } { $time }
zone = 时区 { $zone }
as-of = 截至{ $date }
free = 免费

# 活动
coming = 即将举行
past = 过往
state-scheduled = 即将举行
state-live = 进行中
state-past = 已结束
status-tentative = 待定
status-cancelled = 已取消
status-postponed = 延期
status-rescheduled = 改期
status-moved_online = 改为线上
note-tentative = 这场活动还没有完全定下来，出门前请再看一眼。
note-cancelled = 这场活动取消了。
note-postponed = 这场活动延期，新的日子还没有定。
note-rescheduled = 这场活动改期了，原定于{ $date }。
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
save-seat = 留个座位
waiting-list = 排候补
ask-question = 提个问题
more-about = 看看详情
read-recap = 看看那天的回顾
recap = 回顾

# 文章
updated = { $date }修改
about-people = 文中人物
looks-back = 回顾的活动
read-next = 接着读
older = 较早
newer = 较新

# 成员
here-since = { $date }加入。
total-hosted = 场主理
total-spoke = 次主讲
total-wrote = 篇文章
total-appeared = 篇写到
total-brought = 位引荐
deed-hosted = 主理
deed-hosted-soon = 将主理
deed-spoke = 主讲
deed-spoke-soon = 将主讲
deed-wrote = 写作
deed-made = 制作
deed-asked = 提议
deed-appeared = 出现于
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
rule-monthly = { $interval ->
    [1] 每月{ $days }
   *[other] 每 { $interval } 个月{ $days }
}
rule-yearly = { $interval ->
    [1] 每年{ $days }
   *[other] 每 { $interval } 年{ $days }
}
rule-nth = { $n ->
    [1] 第一个{ $day }
    [2] 第二个{ $day }
    [3] 第三个{ $day }
    [4] 第四个{ $day }
    [-1] 最后一个{ $day }
   *[other] 第 { $n } 个{ $day }
}
list-separator = 、
