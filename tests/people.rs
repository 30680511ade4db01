//! People in the default theme: what a member's page says of what was and of what is to come, and who is not named.

mod support;

use support::TestSite;

fn with(title: &str, lines: &str) -> String {
    format!("+++\ntitle = \"{title}\"\n{lines}\n+++\nWords.\n")
}

fn site() -> TestSite {
    TestSite::plaza()
        .file(
            "content/members/wen.md",
            "+++\nname = \"Wen Lan\"\nconsent = { granted = 2025-01-01, scopes = [\"page\"] }\n+++\n",
        )
        .file("content/members/quiet.md", "+++\nname = \"Not To Be Told\"\n+++\n")
        .file(
            "content/events/talk.md",
            with("Talk", "start = 2026-11-27T19:30:00\nduration = \"2h\"\nhosts = [\"wen\", \"quiet\"]"),
        )
        .file(
            "content/events/weekly.md",
            with("Mending", "start = 2026-04-03T19:00:00\nduration = \"2h\"\nrrule = \"FREQ=WEEKLY\"\nhosts = [\"wen\"]"),
        )
        .file(
            "content/drops/lamp.md",
            with(
                "Lamp",
                "release_at = 2026-12-10T10:00:00\nmakers = [\"wen\"]\nchanges = [{ date = 2026-09-03, asked_by = \"wen\", what = \"A longer cord\" }]",
            ),
        )
}

#[test]
fn what_is_to_come_is_not_counted_and_what_it_will_be_stands_ready() {
    let built = site().build();
    built
        .expect_page("members/wen/index.html")
        .contains("<li data-state=\"n1\" data-turns=\"2026-11-27T13:30:00Z n2.some\">")
        .contains("<span data-when=\"n1\"><span class=\"num\">1</span>event hosted</span>")
        .contains("<span data-when=\"n2\" hidden><span class=\"num\">2</span>events hosted</span>")
        .contains("<li data-state=\"n0\" data-turns=\"2026-12-10T02:00:00Z n1.some\" hidden>")
        .contains("<span data-when=\"soon\">Hosts</span><span data-when=\"done\" hidden>Hosted</span>")
        .contains("<span data-when=\"soon\">Makes</span><span data-when=\"done\" hidden>Made</span>")
        .contains(
            "data-as-of>As of 3 Apr 2026, 21:00. The next change is due 27 Nov 2026, 21:30 (Shanghai time).<",
        );
    let later = site().now("2026-12-11T00:00:00+08:00").build();
    later
        .expect_page("members/wen/index.html")
        .contains("<span class=\"num\">2</span>events hosted")
        .contains("<span class=\"num\">1</span>thing made")
        .contains("<b class=\"e\">Made</b>")
        .lacks("data-as-of");
}

#[test]
fn an_evening_of_every_week_stands_at_its_first_and_a_wish_at_its_change() {
    let built = site().build();
    built
        .expect_page("members/wen/index.html")
        .contains("<b class=\"e\">Hosts</b><h3><a href=\"../../events/weekly/\">Mending</a></h3>")
        .contains("<p>Since 3 Apr 2026&#160;· every Friday</p>")
        .contains("<time class=\"e\" datetime=\"2026-09-03\">3 Sep</time><b class=\"e\">Asked for</b>")
        .contains("<p>A longer cord</p>");
}

#[test]
fn somebody_who_may_not_be_named_has_no_initials() {
    let built = site().build();
    built
        .expect_page("events/talk/index.html")
        .contains("<span class=\"by\"><span class=\"seal n\" aria-hidden=\"true\">•</span><span>a member</span></span>")
        .lacks("Not To Be Told");
}

#[test]
fn an_evening_of_every_week_in_a_text_has_the_next_ones_ready() {
    let built = site()
        .file("content/about.md", "+++\ntitle = \"About\"\n+++\n::event{path=\"events/weekly\"}\n")
        .file("content/posters/door.md", with("Door", "target = \"events/weekly\""))
        .file(
            "content/stories/coat.md",
            with("Coat", "date = 2026-05-01\npeople = [\"wen\"]\nevent = \"events/weekly\""),
        )
        .build();
    let turns = "data-state=\"n0\" data-turns=\"2026-11-27T13:00:00Z n1.on 2026-12-04T13:00:00Z n2.on\"";
    for path in ["about/index.html", "posters/door/index.html"] {
        built
            .expect_page(path)
            .contains(turns)
            .contains("datetime=\"2026-11-27T19:00:00+08:00\"")
            .contains("datetime=\"2026-12-11T19:00:00+08:00\"")
            .contains("data-when=\"n2\" hidden");
    }
    built
        .expect_page("stories/coat/index.html")
        .contains(&format!("aria-labelledby=\"Next\" {turns} data-when=\"n0 on\""))
        .contains(&format!("aria-labelledby=\"Event\" {turns} data-when=\"over\" hidden"));
}

#[test]
fn a_chapter_shows_the_month_of_what_comes_next_and_has_the_one_behind_it_ready() {
    let of_river = |lines: &str| format!("{lines}\nchapter = \"river\"");
    let built = site()
        .file("content/chapters/river.md", "+++\ntitle = \"River\"\n+++\n")
        .file("content/chapters/river.zh.md", "+++\ntitle = \"河滨\"\n+++\n")
        .file(
            "content/events/again.md",
            with(
                "Again",
                &of_river("start = 2026-11-06T19:00:00\nduration = \"2h\"\nrrule = \"FREQ=WEEKLY;COUNT=4\""),
            ),
        )
        .file(
            "content/events/party.md",
            with("Party", &of_river("start = 2027-02-14T15:00:00\nduration = \"2h\"")),
        )
        .file(
            "content/events/off.md",
            with(
                "Off",
                &of_river("start = 2026-12-14T15:00:00\nstatus = \"cancelled\"\nupdated = 2026-11-01"),
            ),
        )
        .build();
    built
        .expect_page("chapters/river/index.html")
        .contains("<p class=\"twin\" lang=\"zh\">河滨</p>")
        .contains("data-state=\"m0\" data-turns=\"2026-11-27T13:00:00Z m1 2027-02-14T09:00:00Z over\"")
        .contains("<section data-when=\"m0\" aria-labelledby=\"M1\"><div class=\"head\"><h2 id=\"M1\">November</h2>")
        .contains("<a href=\"../../events/again/\" aria-label=\"6 Nov 2026: Again\">6</a>")
        .contains("<section data-when=\"m1\" hidden aria-labelledby=\"M2\"><div class=\"head\"><h2 id=\"M2\">February</h2>")
        .contains("<a class=\"o\" href=\"../../events/party/\" aria-label=\"14 Feb 2027: Party\">14</a>")
        .lacks("December");
}
