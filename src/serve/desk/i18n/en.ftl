# The words of the desk in English.

desk = Desk
seal = D
skip = Skip to content
rooms = Rooms of the desk
languages = Languages
open-site = Open the site:
only-here = This desk is in the preview alone. Nothing of it is published.
shown-as-of = You see the pages of the site as of
back-to-now = Back to now
told-of-before = The files have errors. What you see here is the site as it was before them.
to-problems = See what is wrong
nothing = There is nothing here
to-desk = To the desk
zone = Times are those of { $zone }.
it-is = It is
parts = Parts of this list
part-of = { $n } of { $count }
part-before = before
part-behind = further
none = None.
what-to-do = What to do:

# Times
away-now = now
to-now = Now
in-minutes = in { $n ->
    [one] one minute
   *[other] { $n } minutes
}
in-hours = in { $n } hours
in-days = in { $n } days
in-months = in { $n } months
ago-minutes = { $n ->
    [one] one minute ago
   *[other] { $n } minutes ago
}
ago-hours = { $n } hours ago
ago-days = { $n } days ago
ago-months = { $n } months ago

# Kinds and states
kind = Kind
kind-post = post
kind-event = event
kind-drop = drop
kind-story = story
kind-member = member
kind-chapter = chapter
kind-print-run = print run
kind-tier = tier
kind-campaign = campaign
kind-faq = question
kind-page = page
kinds-post = Posts
kinds-event = Events
kinds-drop = Drops
kinds-story = Stories
kinds-member = Members
kinds-chapter = Chapters
kinds-print-run = Print runs
kinds-tier = Tiers
kinds-campaign = Campaigns
kinds-faq = Questions
kinds-page = Pages
state-scheduled = scheduled
state-announced = announced
state-questions = open for questions
state-warmup = about to begin
state-live = live
state-recap = recap to come
state-past = past
state-cancelled = cancelled
state-postponed = postponed
state-teaser = to come
state-early = early access
state-sold_out = sold out
state-ended = ended
state-withdrawn = withdrawn
state-open = open
state-reached = goal reached
state-missed = goal missed

# Overview
overview = Overview
figure-pages = { $n ->
    [one] page
   *[other] pages
}
figure-withheld = withheld
figure-errors = { $n ->
    [one] error
   *[other] errors
}
figure-warnings = { $n ->
    [one] warning
   *[other] warnings
}
next-changes = What changes next, by itself
see-time = See the site as of then
no-changes = Nothing here changes by itself.
more-changes = { $n ->
    [one] One more after these.
   *[other] { $n } more after these.
}
needs-build = needs a build
in-the-site = In the site
in-all = all
newest = Newest
pages = Pages
all-pages = All pages
pages-total = { $n ->
    [one] One page, newest first.
   *[other] { $n } pages, newest first.
}

# Outputs
outputs = Outputs
all-outputs = All outputs
outputs-what = Every file that a build would write, made when you open it.
outputs-total = { $n ->
    [one] One file.
   *[other] { $n } files.
}
outputs-pages = Pages and lists
outputs-feeds = Feeds
outputs-calendars = Calendars
outputs-posters = Posters
outputs-pictures = Pictures
outputs-data = For hosts and programs
outputs-leading = Codes and former addresses
outputs-carried = Files carried along
outputs-theme = Files of the theme

# Withheld
withheld = Withheld
withheld-what = What these files say is in no page, list, feed, calendar or poster of the site. It is told here, to you alone.
drafts = Drafts
draft-do = When one is ready, take the line `draft = true` out of its file. To look at drafts before that, start the preview with `--drafts`.
embargoed = Until a day
embargo-do = Each appears with the first build after its `publish_at`. To publish one sooner, change that line.
appears = Appears
see-as-of-then = See the site as of then
without-consent = For want of consent
consent-do = Ask them. If they agree, write it into the `consent` of their file; if they do not, it stays as it is.
for-want-of = For want of
secrets = Addresses of shops
secrets-what = These pages are public, but the address of the shop stays secret until its instant.
told = Told
consents = Consent that does not hold, or ends soon
consents-what = What a member has not agreed to is left out everywhere: their alias, or “a member”, stands instead.
consents-others = { $n ->
    [0] Nobody has agreed to everything for longer than a month.
    [one] One more member has agreed to everything.
   *[other] { $n } more members have agreed to everything.
}
yes = yes
no = no
soon = soon
grant-until = until { $day }
grant-for-good = without an end
grant-none = not granted
grant-from = from { $day }
grant-ended = ended { $day }
grant-needs-page = needs `page`
grant-unpublished = their file is not published
scope-page = their page; their name on pages, in calendars and structured data; stories about them
scope-photo = any picture of them
scope-poster = their name or picture on posters and link previews; a poster of their own
scope-feed = their name in feeds, digests, the search index, share packs

# Problems
problems = Problems
no-problems = Nothing is wrong.
more-problems = And { $n } more: `handbill check` tells of them.
stopped = Nothing can be printed until this is mended.
kept = The pages stay as they last were until the errors are mended.
severity-error = error
severity-warning = warning
count-errors = { $n ->
    [one] One error
   *[other] { $n } errors
}
and-warnings = , { $n ->
    [one] one warning.
   *[other] { $n } warnings.
}

# Time
time = Time
as-of-title = The site as of
now = now
then = another instant
slider = Instant
previous-change = Change before
next-change = Next change
date-and-time = Date and time
show = Show
page-to-see = Page
look = Look
homes = Home
lists = Lists
moving = Changing with time
open-as-of = Open this page as of then
frame-title = The site as of the instant above
all-changes = All changes
whole-future = Show all of the future
near-future = Show the next three months
no-instant = “{ $text }” is no instant that the site can be shown as of. Write it like 2026-11-27T19:30.
change-event-phase = an event moves on
change-drop-state = a drop moves on
change-vote = a vote opens or closes
change-publication = something withheld appears
change-consent = a consent begins or ends
change-campaign = a campaign ends
turn-published = appears
turn-consent-begins = their consent begins
turn-consent-ends = their consent ends
turn-campaign-ends = its deadline passes
turn-event-scheduled = is scheduled
turn-event-announced = is announced
turn-event-questions = opens for questions
turn-event-warmup = is about to begin
turn-event-live = begins
turn-event-recap = ends, its recap is to come
turn-event-past = is past
turn-sign-up-opens = its sign-up opens
turn-sign-up-closes = its sign-up closes
turn-drop-teaser = is announced
turn-drop-early = opens for a tier
turn-drop-live = is released
turn-drop-sold-out = is sold out
turn-drop-ended = ends
turn-drop-withdrawn = is withdrawn
turn-shop = tells the address of its shop
turn-vote-coming = its vote is announced
turn-vote-open = its vote opens
turn-vote-closed = its vote closes

# Posters
posters = Posters
posters-what = Choose a page and see it in { $n ->
    [one] the theme’s design.
   *[other] each of the theme’s { $n } designs.
}
no-posters = No page of this site has a poster.
poster-of = The poster of “{ $title }”
formats = Formats
format-wide = Wide
format-portrait = Portrait
format-tall = Tall
format-square = Square
format-a4 = A4
not-made = not made by default
open-page = Open the page
chosen = chosen
design-alt = This page in the design { $design }
designs-do = To choose a design, write the lines below it into the front matter of the file.
not-drawn = This cannot be drawn:
