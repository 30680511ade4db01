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
list-members = Members
list-drops = Drops
list-stories = Stories
list-chapters = Chapters
list-posters = Posters
list-join = Join
list-campaigns = Campaigns
list-help = Help
tags = Tags
tag-title = Tagged “{ $name }”
kind-post = Post
kind-event = Event
kind-member = Member
kind-page = Page
a-member = a member
withheld-page = a page that is not public
nothing-here = Nothing here yet.
entries = { $n ->
    [one] { $n } entry
   *[other] { $n } entries
}

# Home
next = Next
newest = Newest
read-on = Read on
newest-posts = From the journal
all-of = All in { $title }
coming-weeks = The coming weeks
about-us = Who we are
how-far = How far we have come
meter-note = { $n ->
    [one] member has a page here. We hope to be { $goal }: one dot, one of us.
   *[other] members have a page here. We hope to be { $goal }: one dot, one of us.
}
meter-note-plain = { $n ->
    [one] member has a page here. We hope to be { $goal }.
   *[other] members have a page here. We hope to be { $goal }.
}

# Dates and money.
time-range = { $from }{ "\u00A0" }–{ "\u00A0" }{ $to }
date-time = { $date }, { $time }
zone = Time zone { $zone }
as-of = as of { $date }
free = Free

# Events
coming = Coming up
past = Past
state-scheduled = Coming up
state-live = Live now
state-past = Over
status-tentative = Not certain yet
status-cancelled = Cancelled
status-postponed = Postponed
status-rescheduled = New date
status-moved_online = Moved online
note-tentative = The plan is not certain yet. Look here again before you set out.
note-cancelled = This event will not take place.
note-postponed = This event is postponed. The new date is still open.
note-rescheduled = This event has a new date. It was to be on { $date }.
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
save-seat = Save a seat
waiting-list = Ask for the waiting list
ask-question = Ask a question
more-about = More about it
read-recap = Read how it was
recap = Recap

# Posts
updated = Changed { $date }
about-people = With
looks-back = Looks back on
read-next = Read next
older = Older
newer = Newer

# Members
here-since = Here since { $date }.
total-hosted = { $n ->
    [one] event hosted
   *[other] events hosted
}
total-spoke = { $n ->
    [one] time spoken
   *[other] times spoken
}
total-wrote = { $n ->
    [one] post written
   *[other] posts written
}
total-appeared = { $n ->
    [one] post about them
   *[other] posts about them
}
total-brought = { $n ->
    [one] person brought
   *[other] people brought
}
deed-hosted = Hosted
deed-hosted-soon = Hosts
deed-spoke = Spoke at
deed-spoke-soon = Speaks at
deed-wrote = Wrote
deed-made = Made
deed-asked = Asked for
deed-appeared = Appeared in
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

# When an event happens again. { $days } is a list such as "Fri" or "the second Fri".
rule-daily = { $interval ->
    [1] every day
   *[other] every { $interval } days
}
rule-weekly = { $interval ->
    [1] every { $days }
    [2] every other { $days }
   *[other] every { $interval } weeks on { $days }
}
rule-monthly = { $interval ->
    [1] every month { $days }
   *[other] every { $interval } months { $days }
}
rule-yearly = { $interval ->
    [1] every year { $days }
   *[other] every { $interval } years { $days }
}
rule-nth = { $n ->
    [1] on the first { $day }
    [2] on the second { $day }
    [3] on the third { $day }
    [4] on the fourth { $day }
    [-1] on the last { $day }
   *[other] on { $day } no. { $n }
}
list-separator = {", "}
