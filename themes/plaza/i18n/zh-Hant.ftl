# 主題用語（繁體中文）。

# 每一頁
skip = 跳到正文
main-nav = 主要導覽
languages = 語言
follow = 訂閱
feed = 更新
house = 站內
write-to-us = 寫信給我們
since = 始於{ $date }
printed-with = 由 Handbill 印製

# 列表與各部分的名稱
list-posts = 文章
list-events = 活動
list-members = 成員
list-drops = 新品
list-stories = 故事
list-chapters = 分會
list-posters = 海報
list-join = 加入
list-campaigns = 募資
list-help = 常見問題
tags = 標籤
tag-title = 標籤：{ $name }
kind-post = 文章
kind-event = 活動
kind-member = 成員
kind-page = 頁面
a-member = 一位成員
withheld-page = 未公開的頁面
nothing-here = 這裡還沒有內容。
nothing-planned = 暫時沒有安排。
see-events = 看看接下來有什麼
entries = { $n } 篇

# 首頁
next = 下一場
newest = 最新
read-on = 讀下去
newest-posts = 近來的文章
all-of = 全部{ $title }
coming-weeks = 接下來
about-us = 我們是誰
how-far = 走到哪兒了
meter-note = 位成員在這裡有自己的一頁。我們想走到 { $goal } 位：一點一人。
meter-members = 位成員。我們想走到 { $goal } 位：一點一人。
meter-members-plain = 位成員。我們想走到 { $goal } 位。
meter-note-plain = 位成員在這裡有自己的一頁。我們想走到 { $goal } 位。

# 日期與金額
time-range = { $from }–{ $to }
date-time = { $date } { $time }
zone = { $city }時間
# How old what a page says of time is, for readers without the script
page-as-of = 本頁內容截至{ $date }，下次變動在{ $next }（{ $zone }）。
page-until = 本頁下次變動在{ $next }（{ $zone }）。
as-of = 截至{ $date }
# 同上，單獨成行
counted = 截至{ $date }
free = 免費

# 活動
coming = 即將舉行
past = 過往
later-dates = 之後的日期
earlier-dates = 更早的日期
state-scheduled = 即將舉行
state-announced = 已公布
state-questions = 可以提問
state-warmup = 快開始了
state-live = 進行中
state-recap = 回顧待發
state-past = 已結束
status-tentative = 待定
status-cancelled = 已取消
status-postponed = 延期
status-rescheduled = 時間有變
status-moved_online = 改為線上
note-tentative = 這場活動還沒有完全定下來，出門前請再看一眼。
note-cancelled = 這場活動取消了。
note-postponed = 這場活動延期，新的日子還沒有定。
note-rescheduled = 這場活動改了時間，原定於{ $date }。
note-not-this-time = 這一場不辦，下一場在{ $date }。
note-moved_online = 這場活動改在線上舉行，不在現場。
facts = 活動資訊
when = 時間
all-day = 全天
until = 至{ $date }
where = 地點
online = 線上
online-too = 線上同步
join-online = 線上參加
price-label = 費用
seats-label = 座位
seats = { $n } 席
seats-left = { $n ->
    [0] 已滿
   *[other] 餘 { $n } 席
}
seats-left-of = { $n ->
    [0] { $capacity } 席已滿
   *[other] 餘 { $n } / { $capacity } 席
}
sign-up = 報名
opens = { $date }開始
closes = { $date }截止
hosts = 主理
speakers = 主講
add-to-calendar = 加入行事曆
subscribe-calendar = 訂閱行事曆
save-seat = 留個座位
waiting-list = 排候補
ask-question = 提個問題
more-about = 看看詳情
read-recap = 看看那天的回顧
recap-by = 回顧會在{ $date }之前放在這裡。
come-to = 來{ $place }吧。
find-the-way = 怎麼去
on-a-map = 看地圖
your-time = 你那裡是{ $time }（{ $zone } { $there }）
recap = 回顧

# 文章
updated = { $date }修改
about-people = 文中人物
looks-back = 回顧的活動
read-next = 接著讀
older = 較早
newer = 較新

# 成員
members-by-chapter = 按分會
members-by-role = 按做的事
members-counted = { $n } 位成員
here-since = { $date }加入。
total-hosted = 場主理
total-spoke = 次主講
total-wrote = 篇文章
total-appeared = 篇寫到
total-helped = 次幫忙
total-brought = 位引薦
deed-hosted = 主理
deed-hosted-soon = 將主理
deed-hosted-on = 主理
deed-spoke = 主講
deed-spoke-soon = 將主講
deed-spoke-on = 主講
deed-wrote = 寫作
deed-made = 製作
deed-made-soon = 製作中
deed-helped = 幫忙
deed-asked = 提議
deed-appeared = 出現於
deed-since-soon = { $date }起
deed-since-on = { $date }至今
brought-by = 引薦人
brought = 引薦了
elsewhere = 別處

# 列表
pages = 分頁
page-of = 第 { $number } 頁，共 { $count } 頁
previous-page = 上一頁
next-page = 下一頁

# 404 與轉址
not-found = 這一版上沒有
not-found-note = 這個網址沒有頁面：也許搬走了，也許從未付印。
to-home = 回到首頁
moved = 這一頁搬走了
moved-note = 如果瀏覽器沒有自動前往，請點這個連結：

# 正文附帶的文字
link-to-heading = 本節的連結
footnotes = 註腳
# 後面跟著編號。
back-to-text = 回到引用處
table = 表格
alert-note = 註
alert-tip = 提示
alert-important = 重要
alert-warning = 注意
alert-caution = 當心
task-done = 已完成
task-open = 待辦

# 活動何時再辦。{ $days } 是「週五」或「第二個週五」這樣的列表。
rule-daily = { $interval ->
    [1] 每天
   *[other] 每 { $interval } 天
}
rule-weekly = { $interval ->
    [1] 每{ $days }
    [2] 隔週{ $days }
   *[other] 每 { $interval } 週的{ $days }
}
# 週一到週五
rule-workdays = 每週一至週五
rule-monthly = { $interval ->
    [1] 每月
   *[other] 每 { $interval } 個月
}
rule-monthly-on = { $interval ->
    [1] 每月{ $days }
   *[other] 每 { $interval } 個月的{ $days }
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
# { $rule } 是上面的一句，例如「每週五」。
rule-within = 每年{ $months }，{ $rule }
rule-nth = { $n ->
    [1] 第一個{ $day }
    [2] 第二個{ $day }
    [3] 第三個{ $day }
    [4] 第四個{ $day }
    [5] 第五個{ $day }
    [-1] 最後一個{ $day }
    [-2] 倒數第二個{ $day }
    [-3] 倒數第三個{ $day }
    [-4] 倒數第四個{ $day }
   *[other] 倒數第五個{ $day }
}
rule-month-day = { $n ->
    [-1] 最後一天
    [-2] 倒數第二天
    [-3] 倒數第三天
    [-4] 倒數第四天
    [-5] 倒數第五天
   *[other] { $n }日
}
# 週一到週五裡的一天；週六、週日裡的一天
rule-workday = 工作日
rule-weekend-day = 週六或週日
# { $rule } 是日曆裡的寫法：「FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13」。
rule-as-written = 按這條規則：{ $rule }
list-separator = 、
list-end = 和

# 各種頁面的名稱
kind-drop = 新品
kind-story = 故事
kind-chapter = 分會
kind-print-run = 海報
kind-tier = 會員等級
kind-campaign = 募資
kind-faq = 問題
series = 系列
by-year = 依年份
quoted = 「{ $text }」

# 首頁的更多欄目
a-members-story = 成員的故事
working-towards = 正在一起做的事
where-we-are = 我們在哪裡
join-us = 加入我們

# 重複舉行的活動
again = 重複
times = 共 { $n } 次
phases = 進程
phase-announced = 公布
phase-questions = 提問
phase-warmup = 臨近
phase-live = 進行
phase-recap = 回顧
phase-by = { $date }前
sign-up-closes = 報名{ $date }截止
stories-of-event = 由此而來的故事

# 新品
drop-teaser = 預告
drop-early = 優先購
drop-live = 發售中
drop-sold_out = 售罄
drop-ended = 已結束
drop-withdrawn = 已撤下
drop-from = { $date }起
drop-everyone-from = { $date }起對所有人開放
drop-everyone-since = 已於{ $date }發售
drop-until = 至{ $date }
drop-released = 發售日：{ $date }
drop-lead-teaser = 即將發售
drop-lead-early = 正在發售
drop-lead-live = 正在發售
drop-lead-sold_out = 上一回
drop-lead-ended = 上一回
drop-lead-withdrawn = 上一回
# Over the parts of the list of drops
drops-open = 正在發售
drops-coming = 即將發售
drops-over = 往期
# 一個系列裡的新品：最近的、接下來的、某一件前後的
series-last = 最近一回
series-next = 下一回
series-before = 前一回
series-after = 後一回
to-drop = 看一看
everyone = 所有人
now = 現在
ends = 截止
link-to-come = 購買連結很快會放在這裡。
buy = 帶一件回家
buy-as = { $tier }：帶一件回家
sku = 貨號 { $sku }
pieces-left = { $n ->
    [0] 已無餘量
   *[other] 餘 { $n } 件
}
pieces-few = 只剩 { $n } 件
made-by = 製作
changes = 你提了，我們改了
with-page = 有主頁的成員
asked-by = 提議：
stories-of-drop = 它的故事
vote-coming = 即將投票
vote-open = 由你來選
vote-closed = 大家選了
option = 選項
share = 占比
votes = 票數
votes-in-all = { $n } 票
votes-chart = 投票結果
votes-table = 看數字
votes-most = 票數最多
# In the words that stand for a chart: between an option and its number, and between options
label-separator = ：
chart-separator = ；
cast-vote = 去投票
closed = { $date }截止

# 故事
told-to = 記錄：
next-is-yours = 這件事就發生在這裡。下一件，等你來。
happened-at = 事情發生在
became-drop = 後來有了它

# 分會
chapter-pilot = 試辦
chapter-active = 活躍
chapter-resting = 暫歇
ask-for = 來了找
city = 城市
next-at = { $name }接下來
month-again = 定期
month-once = 僅此一次
part-of = 屬於
groups = 小組
leads = 負責

# 海報
to-target = 看看它通向哪裡
no-target = 這張海報通向的頁面眼下沒有公開。
hangs-where = 貼在哪裡
leads-to = 掃碼會看到
places = { $n } 處

# 海報頁
take-a-poster = 拿一張海報
the-poster = 海報。
poster-note = { $n } 種尺寸，可印可轉發；掃碼就到這一頁。
poster-note-member = { $n } 種尺寸，可印可轉發；掃碼的人會來到這一頁。
do-share = 分享
do-share-picture = 分享圖片
copy-link = 複製連結
copy-date = 複製時間
copy-words = 複製文字
copied = 已複製。
not-copied = 這裡不能自動複製。文字已經選取，長按就能複製。
to-type = 短網址
words-to-share = 轉發時可以說
to-print = 下載
format-wide = 橫版
format-portrait = 直版
format-tall = 長圖
format-square = 方圖
format-a4 = A4 紙
in-wechat = 在微信裡：長按圖片，可以儲存、轉發，或辨識圖中的碼。要下載檔案、打開連結，請點右上角「···」，用瀏覽器打開。

# 募資
campaign-open = 進行中
campaign-reached = 已達成
campaign-missed = 未達成
ended = { $date }結束
take-part = 出一份力
raised-of = { $raised } / { $goal }
backers = { $n } 人支持
backers-label = 支持者
goal = 目標
raised = 已籌
deadline = 截止
asked-for-by = 發起
rewards = 回饋
how-it-went = 一步一步
date = 日期

# 會員等級與問題
per-month = 每月
per-year = 每年
per-once = 一次付清
at-most = 至多 { $n } 位
earlier = 可優先購
join = 加入
questions = 問題
asked-also = 也問：
ask-further = 再問：
not-answered = 沒有找到答案？寫信給我們：
seek-question = 找一個詞
questions-found = { $all } 個問題裡有 { $n } 個
no-question-found = 沒有這樣的問題。換個詞試試，或者寫信給我們。

# 成員的更多數目
total-made = 件作品
total-asked = 處改進

# 指令
watch = 觀看影片
watch-at = 到 { $host } 觀看影片

# 海報
poster-of = 海報：{ $title }
poster-opens = 開售
poster-number = 編號
poster-made-in = 產地
poster-early = { $tier } { $date }起
poster-kicker-story = 成員的故事
poster-scan = 掃碼看詳情
poster-scan-story = 掃碼讀下去
poster-byline = { $by } · { $org }
# 成員帶人來的那張
poster-referral = 跟{ $name }一起來
