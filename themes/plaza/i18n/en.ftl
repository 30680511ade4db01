# The theme's words in English.

# Around every page
skip = Skip to content
main-nav = Main
languages = Languages
follow = Follow
feed = Feed
house = House
write-to-us = Write to us
since = Since { $date }
printed-with = Printed with Handbill

# Names of lists and parts
list-posts = Posts
list-events = Events
list-drops = Drops
list-stories = Stories
list-members = Members
list-chapters = Chapters
list-posters = Posters
list-campaigns = Campaigns
list-join = Join
list-help = Help
tags = Tags
tag-title = Tagged “{ $name }”
kind-post = Post
kind-event = Event
kind-drop = Drop
kind-story = Story
kind-member = Member
kind-chapter = Chapter
kind-print-run = Poster
kind-tier = Tier
kind-campaign = Campaign
kind-faq = Question
kind-page = Page
a-member = a member
withheld-page = a page that is not public
nothing-here = Nothing here yet.
nothing-planned = Nothing is planned right now.
see-events = See what comes next
entries = { $n ->
    [one] { $n } entry
   *[other] { $n } entries
}

series = Series
by-year = By year
# Said in somebody's own words
quoted = “{ $text }”

# Home
next = Next
newest = Newest
read-on = Read on
newest-posts = From the journal
all-of = All in { $title }
coming-weeks = The coming weeks
a-members-story = A member’s story
working-towards = What we are working towards
where-we-are = Where we are
join-us = Join us
about-us = Who we are
how-far = How far we have come
meter-note = { $n ->
    [one] member has a page here. We hope to be { $goal }: one dot, one of us.
   *[other] members have a page here. We hope to be { $goal }: one dot, one of us.
}
meter-members = { $n ->
    [one] member. We hope to be { $goal }: one dot, one of us.
   *[other] members. We hope to be { $goal }: one dot, one of us.
}
meter-members-plain = { $n ->
    [one] member. We hope to be { $goal }.
   *[other] members. We hope to be { $goal }.
}
meter-note-plain = { $n ->
    [one] member has a page here. We hope to be { $goal }.
   *[other] members have a page here. We hope to be { $goal }.
}

# Dates and money.
time-range = { $from }{ "\u00A0" }–{ "\u00A0" }{ $to }
date-time = { $date }, { $time }
# By whose clock a time is told
zone = { $city } time
# How old what a page says of time is, for readers without the script
page-as-of = As of { $date }. The next change is due { $next } ({ $zone }).
page-until = The next change is due { $next } ({ $zone }).
as-of = as of { $date }
# The same, on a line of its own
counted = Counted { $date }
free = Free

# Events
coming = Coming up
past = Past
later-dates = Later dates
earlier-dates = Earlier dates
state-scheduled = Coming up
state-announced = Announced
state-questions = Questions open
state-warmup = Starts soon
state-live = Live now
state-recap = Recap to come
state-past = Over
status-tentative = Not certain yet
status-cancelled = Cancelled
status-postponed = Postponed
status-rescheduled = New time
status-moved_online = Moved online
note-tentative = The plan is not certain yet. Look here again before you set out.
note-cancelled = This event will not take place.
note-postponed = This event is postponed. The new date is still open.
note-rescheduled = This event takes place at another time. It was to be on { $date }.
note-not-this-time = It does not take place this time. Next: { $date }.
note-moved_online = This event takes place online, not in the room.
facts = Facts
when = When
all-day = All day
until = until { $date }
where = Where
online = Online
online-too = online too
join-online = Join online
price-label = Price
seats-label = Seats
seats = { $n ->
    [one] { $n } seat
   *[other] { $n } seats
}
seats-left = { $n ->
    [0] Full
    [one] { $n } seat left
   *[other] { $n } seats left
}
seats-left-of = { $n ->
    [0] All { $capacity } taken
   *[other] { $n } of { $capacity } left
}
sign-up = Sign-up
opens = Opens { $date }
closes = Closes { $date }
hosts = { $n ->
    [one] Host
   *[other] Hosts
}
speakers = { $n ->
    [one] Speaker
   *[other] Speakers
}
add-to-calendar = Add to calendar
subscribe-calendar = Subscribe to the calendar
save-seat = Save a seat
waiting-list = Ask for the waiting list
ask-question = Ask a question
more-about = More about it
read-recap = Read how it was
recap-by = The recap will be here by { $date }.
come-to = Come to { $place }.
find-the-way = Find the way
on-a-map = On a map
your-time = { $time } where you are, { $there } { $zone }
recap = Recap

again = Repeats
times = { $n ->
    [one] once
   *[other] { $n } times in all
}
phases = How it goes
phase-announced = Announced
phase-questions = Questions
phase-warmup = Starts soon
phase-live = Live
phase-recap = Recap
phase-by = by { $date }
sign-up-closes = Sign-up closes { $date }
stories-of-event = Stories from it

# Drops
drop-teaser = To come
drop-early = Early access
drop-live = Out now
drop-sold_out = Sold out
drop-ended = Over
drop-withdrawn = Withdrawn
drop-from = From { $date }
drop-everyone-from = For everyone from { $date }
drop-everyone-since = For everyone since { $date }
drop-until = Until { $date }
# Of what may be sold out or withdrawn before that day or after it
drop-released = Release: { $date }
# Over the ticket on the front page
drop-lead-teaser = Next on the counter
drop-lead-early = On the counter now
drop-lead-live = On the counter now
drop-lead-sold_out = Last on the counter
drop-lead-ended = Last on the counter
drop-lead-withdrawn = Last on the counter
# Over the parts of the list of drops
drops-open = Out now
drops-coming = To come
drops-over = Gone by now
# The drops of a series: which was the last, which comes next, which stand beside one
series-last = Latest
series-next = Next
series-before = Before it
series-after = After it
to-drop = Have a look
everyone = Everyone
now = Now
ends = Ends
link-to-come = The link to the shop will stand here soon.
buy = Take one home
buy-as = { $tier }: take one home
sku = No. { $sku }
pieces-left = { $n ->
    [0] None left
   *[other] { $n } left
}
pieces-few = { $n ->
    [one] The last one
   *[other] Only { $n } left
}
made-by = Made by
with-page = Members with a page
changes = You asked, we changed
asked-by = Asked by{ " " }
stories-of-drop = Stories about it
vote-coming = Soon you choose
vote-open = You choose
vote-closed = You chose
option = Option
share = Share
votes = Votes
votes-in-all = { $n ->
    [one] { $n } vote
   *[other] { $n } votes
}
votes-chart = What was voted
votes-table = The numbers
votes-most = Most votes
# In the words that stand for a chart: between an option and its number, and between options
label-separator = {": "}
chart-separator = {"; "}
cast-vote = Vote
closed = Closed { $date }

# Stories
told-to = Told to{ " " }
next-is-yours = This is where it happened. The next one is yours.
happened-at = Where it happened
became-drop = What came of it

# Chapters
chapter-pilot = Trying out
chapter-active = Active
chapter-resting = Resting
ask-for = Ask for
city = City
next-at = Next at { $name }
month-again = Again and again
month-once = Once
part-of = Part of
groups = Groups

# Posters
to-target = See what it leads to
no-target = What this poster leads to is not public at present.
hangs-where = Where it hangs
leads-to = What its code opens
places = { $n ->
    [one] { $n } place
   *[other] { $n } places
}

# On the pages of posters
take-a-poster = Take a poster
the-poster = The poster.
poster-note = { $n ->
    [one] One size to print or send; its code opens this page.
   *[other] { $n } sizes to print or send; its code opens this page.
}
poster-note-member = { $n ->
    [one] One size to print or send. Whoever scans it meets them here.
   *[other] { $n } sizes to print or send. Whoever scans it meets them here.
}
do-share = Share
do-share-picture = Share the picture
copy-link = Copy the link
copy-date = Copy the date
copy-words = Copy the words
copied = Copied.
not-copied = That did not work here. The words are marked: press and hold to copy them.
to-type = To type
words-to-share = Words to share it with
to-print = To print or to send
format-wide = Wide
format-portrait = Portrait
format-tall = Tall
format-square = Square
format-a4 = A4 sheet
in-wechat = In WeChat: press and hold the picture to save it, to pass it on or to read its code. For files and links, open this page in a browser through the ··· menu.

# Campaigns
campaign-open = Open
campaign-reached = Reached
campaign-missed = Not reached
ended = Ended { $date }
take-part = Take part
raised-of = { $raised } of { $goal }
backers = { $n ->
    [one] { $n } backer
   *[other] { $n } backers
}
backers-label = Backers
goal = Goal
raised = Raised
deadline = Deadline
asked-for-by = Started by
rewards = What you get
how-it-went = How it grew
date = Date

# Join
per-month = a month
per-year = a year
per-once = once
at-most = { $n } at most
earlier = earlier than others
join = Join

# Help
questions = Questions
asked-also = Also:{ " " }
ask-further = Ask further:{ " " }
not-answered = Not answered here? Write to us:{ " " }
seek-question = Look for a word
questions-found = { $n } of { $all } questions
no-question-found = No question has that. Try another word, or write to us.

# Posts
updated = Changed { $date }
about-people = With
looks-back = Looks back on
read-next = Read next
older = Older
newer = Newer

# Members
members-by-chapter = By chapter
members-by-role = By what they do
members-counted = { $n ->
    [one] { $n } member
   *[other] { $n } members
}
here-since = Here since { $date }.
total-hosted = { $n ->
    [one] event hosted
   *[other] events hosted
}
total-spoke = { $n ->
    [one] time spoken
   *[other] times spoken
}
total-made = { $n ->
    [one] thing made
   *[other] things made
}
total-wrote = { $n ->
    [one] piece written
   *[other] pieces written
}
total-appeared = { $n ->
    [one] piece about them
   *[other] pieces about them
}
total-asked = { $n ->
    [one] change asked for
   *[other] changes asked for
}
total-helped = { $n ->
    [one] time helped
   *[other] times helped
}
total-brought = { $n ->
    [one] person brought
   *[other] people brought
}
deed-hosted = Hosted
deed-hosted-soon = Hosts
deed-hosted-on = Hosts
deed-spoke = Spoke at
deed-spoke-soon = Speaks at
deed-spoke-on = Speaks at
deed-wrote = Wrote
deed-made = Made
deed-made-soon = Makes
deed-helped = Helped with
deed-asked = Asked for
deed-appeared = Appeared in
deed-since-soon = From { $date }
deed-since-on = Since { $date }
leads = Leads
brought-by = Brought by
brought = Brought
elsewhere = Elsewhere

# Lists
pages = Pages
page-of = Page { $number } of { $count }
previous-page = Previous page
next-page = Next page

# 404 and redirects
not-found = Not on this sheet
not-found-note = There is no page at this address. It may have moved, or never have been printed.
to-home = To the first page
moved = This page has moved
moved-note = If your browser does not take you there by itself, follow the link:

# What a text brings with it
link-to-heading = Link to this heading
footnotes = Footnotes
# The number of the reference follows.
back-to-text = Back to reference
table = Table
alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution
task-done = Done
task-open = To do

# Directives
watch = Watch the film
watch-at = Watch the film at { $host }

# When an event happens again. { $days } is a list such as "Friday" or "the second Friday".
rule-daily = { $interval ->
    [1] every day
   *[other] every { $interval } days
}
rule-weekly = { $interval ->
    [1] every { $days }
    [2] every other { $days }
   *[other] every { $interval } weeks on { $days }
}
# Monday to Friday
rule-workdays = every weekday
rule-monthly = { $interval ->
    [1] every month
   *[other] every { $interval } months
}
rule-monthly-on = { $interval ->
    [1] every month on { $days }
   *[other] every { $interval } months on { $days }
}
rule-yearly = { $interval ->
    [1] every year
   *[other] every { $interval } years
}
rule-yearly-on = { $interval ->
    [1] every year on { $days } of the year
   *[other] every { $interval } years on { $days } of the year
}
rule-yearly-in = { $interval ->
    [1] every year in { $months }
   *[other] every { $interval } years in { $months }
}
rule-yearly-in-on = { $interval ->
    [1] every year in { $months } on { $days }
   *[other] every { $interval } years in { $months } on { $days }
}
# { $rule } is one of those above, such as "every Friday".
rule-within = { $rule } in { $months }
rule-nth = { $n ->
    [1] the first { $day }
    [2] the second { $day }
    [3] the third { $day }
    [4] the fourth { $day }
    [5] the fifth { $day }
    [-1] the last { $day }
    [-2] the second last { $day }
    [-3] the third last { $day }
    [-4] the fourth last { $day }
   *[other] the fifth last { $day }
}
rule-month-day = { $n ->
    [1] the 1st
    [2] the 2nd
    [3] the 3rd
    [21] the 21st
    [22] the 22nd
    [23] the 23rd
    [31] the 31st
    [-1] the last day
    [-2] the second last day
    [-3] the third last day
    [-4] the fourth last day
    [-5] the fifth last day
   *[other] the { $n }th
}
# One of Monday to Friday; one of Saturday and Sunday
rule-workday = weekday
rule-weekend-day = weekend day
# { $rule } is as the calendar has it: "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13".
rule-as-written = by a rule: { $rule }
list-separator = {", "}
# Before the last thing of a list
list-end = {" and "}

# On posters
poster-of = Poster: { $title }
poster-opens = Opens
poster-number = Number
poster-made-in = Made in
poster-early = { $tier } from { $date }
poster-kicker-story = A member’s story
poster-scan = Scan for more
poster-scan-story = Scan to read on
poster-byline = { $by }, { $org }
# The poster that a member brings people with
poster-referral = Come along with { $name }
