//! The built-in theme: what a reader sees at a glance on a page of each kind, in both languages.

mod support;

use support::{BuiltSite, TestSite};

/// A site with every kind, in English and Chinese.
fn whole_site() -> TestSite {
    let drop = r#"release_at = 2026-11-20T20:00:00
price = "268"
currency = "CNY"
buy_url = "https://shop.example/lamp"
stock = { n = 31, as_of = 2026-11-21 }
early_access = [{ tier = "keeper", at = 2026-11-18T20:00:00 }]
vote = { closes = 2026-11-12, options = ["Red", "Blue"], results = "data/vote.csv" }
makers = ["wen"]
changes = [{ date = 2026-11-03, asked_by = "wen", what = "A longer cord" }]
"#;
    let mut site = TestSite::plaza()
        .also("[community]\ngoal_members = 100\ncontact = \"hello@lantern.example\"")
        .file("data/vote.csv", "option,votes\nRed,30\nBlue,10\n");
    for (suffix, mark) in [("", "en"), (".zh", "zh")] {
        let file = |site: TestSite, path: &str, title: &str, fields: &str| {
            let key = if path.starts_with("members/") { "name" } else { "title" };
            site.file(
                &format!("content/{path}{suffix}.md"),
                format!("+++\n{key} = \"{title} {mark}\"\n{fields}+++\n\nThe text of it.\n"),
            )
        };
        site = file(
            site,
            "members/wen",
            "Wen",
            "joined = 2020-01-01\ntier = \"keeper\"\nchapter = \"river\"\nconsent = { granted = 2020-01-01, scopes = [\"page\"] }\n",
        );
        site = file(site, "tiers/free", "Neighbour", "price = 0\norder = 1\nperks = [\"Tea\"]\n");
        site = file(
            site,
            "tiers/keeper",
            "Keeper",
            "price = \"30\"\ncurrency = \"CNY\"\nperiod = \"month\"\norder = 2\njoin_url = \"https://join.example/\"\n",
        );
        site = file(site, "drops/lamp", "Lamp", drop);
        site = file(
            site,
            "events/walk",
            "Walk",
            "start = 2026-11-28T10:00:00\nrrule = \"FREQ=WEEKLY;BYDAY=SA\"\nchapter = \"river\"\n",
        );
        site = file(
            site,
            "stories/radio",
            "Radio",
            "date = 2026-11-14\npeople = [\"wen\"]\nquote = \"It spoke.\"\nevent = \"events/walk\"\ndrop = \"drops/lamp\"\n",
        );
        site = file(
            site,
            "chapters/river",
            "River",
            "city = \"Suzhou\"\nleads = [\"wen\"]\nstatus = \"pilot\"\n",
        );
        site = file(
            site,
            "posters/doors",
            "Doors",
            "target = \"stories/radio\"\nheadline = \"Listen\"\nplacements = [{ id = \"cafe\", label = \"The café door\" }]\n",
        );
        site = file(
            site,
            "campaigns/stairs",
            "Stairs",
            "goal = 200\nunit = \"steps\"\nprogress = { raised = 130, backers = 7 }\ndeadline = 2026-12-31\npledge_url = \"https://pledge.example/\"\n",
        );
        site = file(
            site,
            "faq/child",
            "May I bring a child?",
            "keywords = [\"family\"]\ncontact = \"Ask Wen\"\n",
        );
        site = file(site, "posts/note", "Note", "date = 2025-05-05\nchapter = \"river\"\n");
        site = file(site, "posts/newer", "Newer", "date = 2026-05-05\n");
    }
    site
}

fn html(built: &BuiltSite) -> impl Iterator<Item = (&String, &str)> {
    let pages = built.files.iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, bytes)| (path, std::str::from_utf8(bytes).expect("text is UTF-8")))
}

#[test]
fn every_page_has_one_heading_and_no_style_of_its_own() {
    let built = whole_site().build();
    for (path, text) in html(&built) {
        assert_eq!(text.matches("<h1").count(), 1, "headings of `{path}`");
        assert!(!text.contains(" style="), "`{path}` has a style that the policy refuses");
        assert!(text.len() < 20 * 1024, "`{path}` is heavy");
    }
}

#[test]
fn a_drop_says_where_it_stands_what_it_costs_and_what_was_chosen() {
    let built = whole_site().build();
    built
        .expect_page("drops/lamp/index.html")
        .contains("<main id=\"Main\" data-state=\"live\"")
        .contains("Out now")
        .contains("<small>CN¥</small>268")
        .contains("31 left")
        .contains("href=\"https://shop.example/lamp\"")
        .contains("<th scope=\"row\">Red <span class=\"tag\">Most votes</span></th>")
        .contains("<td>30</td>")
        .contains("A longer cord")
        .contains("Radio en");
    built.expect_page("zh/drops/lamp/index.html").contains("发售中").contains("余 31 件");
    built.expect_page("drops/index.html").contains("data-state=\"live\"");
}

#[test]
fn an_event_says_when_it_happens_again_and_what_came_of_it() {
    let built = whole_site().build();
    built
        .expect_page("events/walk/index.html")
        .contains("<main id=\"Main\" data-phase=\"scheduled\" data-turns=\"")
        .contains("every Saturday")
        .contains("<span class=\"vh\" data-when=\"announced questions\" hidden> — Now</span>")
        .contains("Radio en");
    built.expect_page("events/index.html").contains("data-phase=\"scheduled\"");
}

#[test]
fn a_story_leads_with_its_quote_and_ends_with_what_comes_next() {
    let built = whole_site().build();
    built
        .expect_page("stories/radio/index.html")
        .contains("“It spoke.”")
        .contains("Walk en")
        .contains("Lamp en");
    built.expect_page("zh/stories/index.html").contains("“It spoke.”");
}

#[test]
fn tiers_and_questions_stand_whole_at_their_anchors() {
    let built = whole_site().build();
    built
        .expect_page("join/index.html")
        .contains("id=\"free\"")
        .contains("id=\"keeper\"")
        .contains("a month")
        .contains("href=\"https://join.example/\"")
        .contains("The text of it.");
    built
        .expect_page("help/index.html")
        .contains("href=\"#child\"")
        .contains("id=\"child\"")
        .contains("family")
        .contains("Ask Wen");
    built.expect_page("members/wen/index.html").contains("join/#keeper");
}

#[test]
fn a_campaign_carries_its_deadline_and_what_is_said_from_then_on() {
    let built = whole_site().build();
    let page = built.expect_page("campaigns/stairs/index.html");
    page.contains("<main id=\"Main\" data-state=\"open\" data-turns=\"2026-12-31T16:00:00Z missed.over\">")
        .contains("<span class=\"tag on\" data-when=\"open\">Open</span>")
        .contains("<span class=\"tag off\" data-when=\"missed\" hidden>Not reached</span>")
        .contains("<span data-when=\"over\" hidden>Ended 31 Dec 2026</span>")
        .contains(
            "<div class=\"acts\" data-when=\"open\"><a class=\"btn\" href=\"https://pledge.example/\">",
        );
    built
        .expect_page("campaigns/index.html")
        .contains("<li data-state=\"open\" data-turns=\"2026-12-31T16:00:00Z missed.over\">");
    built.expect_page("index.html").contains("aria-labelledby=\"Campaign\" data-when=\"open\">");
    // What the page said by itself is what the next build says.
    let over = whole_site().now("2027-01-01T00:00:00+08:00").build();
    over.expect_page("campaigns/stairs/index.html")
        .contains("<main id=\"Main\" data-state=\"missed\">")
        .contains("<span class=\"tag off\">Not reached</span>")
        .contains("Ended 31 Dec 2026")
        .lacks("https://pledge.example/");
    over.expect_page("index.html").lacks("aria-labelledby=\"Campaign\"");
}

#[test]
fn members_are_found_by_chapter_and_by_role_and_thanked_for_what_they_did() {
    let consent = "consent = { granted = 2020-01-01, scopes = [\"page\"] }";
    let member = |name: &str, chapter: &str, roles: &str| {
        format!("+++\nname = \"{name}\"\nchapter = \"{chapter}\"\nroles = [{roles}]\n{consent}\n+++\n")
    };
    let built = TestSite::plaza()
        .file("content/chapters/river.md", "+++\ntitle = \"River\"\n+++\n")
        .file("content/chapters/hill.md", "+++\ntitle = \"Hill\"\n+++\n")
        .file("content/members/ana.md", member("Ana", "river", "\"Radios\", \"Tea\""))
        .file("content/members/bo.md", member("Bo", "river", "\"Tea\""))
        .file("content/members/cy.md", member("Cy", "hill", "\"Belts\""))
        .file(
            "content/members/lu.md",
            "+++\nname = \"Lu\"\nchapter = \"hill\"\nroles = [\"Secrets\"]\n+++\n",
        )
        .file(
            "content/events/walk.md",
            "+++\ntitle = \"Walk\"\nstart = 2026-10-01T10:00:00\nhosts = [\"ana\"]\n+++\n",
        )
        .file(
            "content/posts/walked.md",
            "+++\ntitle = \"Walked\"\ndate = 2026-10-02\nrecap_of = \"events/walk\"\npeople = [\"ana\", \"bo\"]\n+++\n",
        )
        .build();
    let list = built.expect_page("members/index.html");
    let text = list.text.to_owned();
    list.contains(
        "<a href=\"../chapters/river/#Members\">River</a> <span class=\"soft\" aria-hidden=\"true\">2</span>",
    )
    .contains(
        "<a href=\"../chapters/hill/#Members\">Hill</a> <span class=\"soft\" aria-hidden=\"true\">1</span>",
    )
    .contains("<dt>Tea</dt><dd><a href=\"../members/ana/\">Ana</a>, <a href=\"../members/bo/\">Bo</a></dd>")
    .lacks("Secrets");
    // The role that most have comes first.
    assert!(text.find("<dt>Tea</dt>") < text.find("<dt>Belts</dt>"));
    built.expect_page("members/bo/index.html").contains("time helped").contains("Helped with");
    built.expect_page("members/ana/index.html").lacks("Helped with").contains("Hosted");
}

#[test]
fn questions_can_be_looked_through_where_a_script_runs_and_read_where_none_does() {
    let one = whole_site().build();
    one.expect_page("help/index.html").lacks("id=\"Seek\"");
    let more = "+++\ntitle = \"What does it cost?\"\nkeywords = [\"price\"]\n+++\n\nNothing.\n";
    let built = whole_site()
        .file("content/faq/cost.md", more)
        .file("content/faq/cost.zh.md", more.replace("What does it cost?", "多少钱？"))
        .build();
    built
        .expect_page("help/index.html")
        // Without a script it would do nothing, so that one shows it.
        .contains("<form class=\"seek\" id=\"Seek\" role=\"search\" hidden>")
        .contains("data-some=\"{n} of 2 questions\"")
        .contains("assets/help.")
        .contains("<section class=\"answer\" id=\"cost\" aria-labelledby=\"Q2\">");
    built.expect_page("zh/help/index.html").contains("data-some=\"2 个问题里有 {n} 个\"");
    built.expect_page("join/index.html").lacks("help.");
}

#[test]
fn a_chapter_a_print_run_and_a_campaign_say_what_they_are() {
    let group = "+++\ntitle = \"Valves\"\nchapter = \"river\"\n+++\n";
    let built = whole_site().file("content/chapters/valves.md", group).build();
    let up = built.expect_page("chapters/valves/index.html").contains("Part of").contains("River en");
    up.contains("href=\"../../chapters/river/\"");
    built
        .expect_page("chapters/river/index.html")
        .contains("<h2 id=\"Groups\">Groups</h2>")
        .contains("href=\"../../chapters/valves/\"")
        .contains("Trying out")
        .contains("Suzhou")
        .contains("Walk en")
        .contains("Note en");
    built
        .expect_page("posters/doors/index.html")
        .contains("Listen")
        .contains("The café door")
        .contains("Radio en");
    built
        .expect_page("campaigns/stairs/index.html")
        .contains("<main id=\"Main\" data-state=\"open\" data-turns=")
        .contains("65<small>%</small>")
        .contains("7 backers")
        .contains("href=\"https://pledge.example/\"");
}

#[test]
fn the_front_page_has_the_drop_the_story_the_campaign_and_the_chapters() {
    let built = whole_site().build();
    for (path, mark) in [("index.html", "en"), ("zh/index.html", "zh")] {
        let mut rest = built.expect_page(path).text;
        for kind in ["Walk", "Lamp", "Radio", "Stairs", "River"] {
            let title = format!("{kind} {mark}");
            let at = rest.find(&title).unwrap_or_else(|| panic!("`{title}` is not where `{path}` has it"));
            rest = &rest[at..];
        }
    }
}

#[test]
fn a_list_leads_to_its_years() {
    let built = whole_site().build();
    built.expect_page("posts/index.html").contains("2025/");
    built.expect_page("posts/2025/index.html").contains("<h1 class=\"num\">2025</h1>").contains("Note en");
}

#[test]
fn a_rule_is_said_as_a_sentence_of_its_language_or_as_it_is_written() {
    let rules = [
        ("FREQ=MONTHLY;BYMONTHDAY=15", "every month on the 15th", "每月15日", "每月15日"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=1,-1",
            "every month on the 1st and the last day",
            "每月1日和最后一天",
            "每月1日和最後一天",
        ),
        ("FREQ=YEARLY;BYMONTH=3,10", "every year in March and October", "每年3月和10月", "每年3月和10月"),
        (
            "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU",
            "every year in May on the second Sunday",
            "每年5月的第二个周日",
            "每年5月的第二個週日",
        ),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "every month on the last weekday",
            "每月最后一个工作日",
            "每月最後一個工作日",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH,SA",
            "every other Tuesday, Thursday and Saturday",
            "隔周周二、周四和周六",
            "隔週週二、週四和週六",
        ),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "every weekday", "每周一至周五", "每週一至週五"),
        (
            "FREQ=WEEKLY;BYDAY=FR;BYMONTH=7,8",
            "every Friday in July and August",
            "每年7月和8月，每周五",
            "每年7月和8月，每週五",
        ),
        (
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
            "by a rule: FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
            "按这条规则：FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
            "按這條規則：FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        ),
    ];
    let mut site = TestSite::plaza().also("[languages.zh-Hant]\ntitle = \"燈街\"");
    for (at, (rule, ..)) in rules.iter().enumerate() {
        for suffix in ["", ".zh", ".zh-Hant"] {
            let source = format!(
                "+++\ntitle = \"Event {at}\"\nstart = 2026-12-01T10:00:00\nrrule = \"{rule}\"\n+++\n"
            );
            site = site.file(&format!("content/events/e{at}{suffix}.md"), source);
        }
    }
    let built = site.build();
    for (at, (_, en, zh, hant)) in rules.iter().enumerate() {
        for (root, words) in [("", en), ("zh/", zh), ("zh-Hant/", hant)] {
            built
                .expect_page(&format!("{root}events/e{at}/index.html"))
                .contains(&format!("<dd>{words}</dd>"));
        }
    }
}

#[test]
fn what_comes_again_is_coming_until_its_last_date_is_over() {
    let event = |title: &str, start: &str, rule: &str| {
        format!("+++\ntitle = \"{title}\"\nstart = {start}\nduration = \"2h\"\n{rule}+++\n")
    };
    let friday = "2025-01-03T19:30:00";
    let built = TestSite::plaza()
        .file("content/events/endless.md", event("Endless", friday, "rrule = \"FREQ=WEEKLY\"\n"))
        .file("content/events/until.md", event("Until", friday, "rrule = \"FREQ=WEEKLY;UNTIL=20270131\"\n"))
        .file("content/events/thrice.md", event("Thrice", friday, "rrule = \"FREQ=WEEKLY;COUNT=3\"\n"))
        .file(
            "content/events/again.md",
            event("Again", friday, "rrule = \"FREQ=WEEKLY;COUNT=3\"\nrdate = [2027-01-08T19:30:00]\n"),
        )
        .file(
            "content/events/off.md",
            event("Off", friday, "rrule = \"FREQ=WEEKLY\"\nstatus = \"cancelled\"\nupdated = 2025-01-01\n"),
        )
        .file("content/events/once.md", event("Once", "2026-12-24T19:30:00", ""))
        .build();
    for (slug, phase) in [
        // It was Friday yesterday, and nobody told of it yet.
        ("endless", "recap"),
        ("until", "recap"),
        ("again", "scheduled"),
        ("thrice", "past"),
        ("off", "past"),
        ("once", "scheduled"),
    ] {
        let page = built.expect_page(&format!("events/{slug}/index.html"));
        page.contains(&format!("<main id=\"Main\" data-phase=\"{phase}\""));
    }
    let list = built.expect_page("events/index.html").text;
    let places: Vec<_> = [
        "endless/#On-20261127T193000",
        "until/#On-20261127T193000",
        "endless/#On-20261204T193000",
        "once/",
        "thrice/",
    ]
    .map(|slug| list.find(&format!("href=\"../events/{slug}\"")))
    .into();
    assert!(places.is_sorted() && places.iter().all(Option::is_some), "{places:?}");
    // What leads the front page shows its date, which must lie ahead.
    let front = built.expect_page("index.html").text;
    let lead = front.find("class=\"h1\"").map(|at| &front[at..]).expect("an event leads");
    assert!(lead[..60].contains("events/endless/"), "{}", &lead[..60]);
    assert!(lead[..600].contains("2026-11-27T19:30:00+08:00"), "{}", &lead[..600]);
    // The wait for a recap of one Friday ends where the next is announced.
    assert!(built.expect_page("next-build.json").text.contains("2026-11-22T11:30:00Z"));
    assert!(!built.expect_page("events/off/index.html").text.contains("id=\"On-"), "nothing of it happens");
    built.expect_page("events/endless/index.html").contains("id=\"On-20261127T193000\"");
}

#[test]
fn a_ticket_has_the_sign_of_its_currency_that_its_readers_know() {
    let priced =
        |head: &str| format!("+++\ntitle = \"A thing\"\n{head}price = \"30\"\ncurrency = \"KRW\"\n+++\n");
    let mut site = TestSite::plaza().also("[languages.en-CA]\ntitle = \"Lantern Street\"");
    for suffix in ["", ".zh"] {
        site = site
            .file(&format!("content/drops/won{suffix}.md"), priced("release_at = 2026-11-20T20:00:00\n"))
            .file(&format!("content/tiers/won{suffix}.md"), priced(""));
    }
    for (suffix, currency) in [("", "JPY"), (".zh", "JPY"), (".en-CA", "USD")] {
        let source = priced("release_at = 2026-11-20T20:00:00\n").replace("KRW", currency);
        site = site.file(&format!("content/drops/other{suffix}.md"), source);
    }
    let built = site.build();
    for (page, shown) in [
        ("drops/won/index.html", "<small>₩</small>30"),
        ("zh/drops/won/index.html", "<small>₩</small>30"),
        ("join/index.html", "<small>₩</small>30"),
        ("drops/other/index.html", "<small>¥</small>30"),
        // To readers of Chinese ¥ is another currency.
        ("zh/drops/other/index.html", "<small>JP¥</small>30"),
        ("en-CA/drops/other/index.html", "<small>US$</small>30"),
    ] {
        built.expect_page(page).contains(shown);
    }
}

#[test]
fn a_community_says_how_many_it_is_or_how_many_have_a_page() {
    let site = |told: &str| {
        TestSite::plaza()
            .also(&format!("[community]\ngoal_members = 1000\n{told}"))
            .file("content/tiers/free.md", "+++\ntitle = \"Neighbour\"\nprice = 0\n+++\n")
            .file(
                "content/members/wen.md",
                "+++\nname = \"Wen\"\nconsent = { granted = 2020-01-01, scopes = [\"page\"] }\n+++\n",
            )
            .build()
    };
    for (told, said) in [
        ("", "1 member has a page here. We hope to be 1,000: one dot, one of us."),
        ("members = 412\n", "412 members. We hope to be 1,000: one dot, one of us."),
    ] {
        site(told).expect_page("join/index.html").contains(said);
    }
    site("members = 412\n").expect_page("index.html").contains("<p class=\"num count\">412</p>");
}

#[test]
fn a_tier_that_is_withheld_has_no_row_and_no_button_on_a_drop() {
    let drop = "+++\ntitle = \"Lamp\"\nrelease_at = 2026-12-24T20:00:00\nprice = 1\ncurrency = \"CNY\"\n\
        early_access = [{ tier = \"secret\", at = 2026-11-01T10:00:00, url = \"https://shop.example/early\" }]\n+++\n";
    let built = TestSite::plaza()
        .file("content/tiers/secret.md", "+++\ntitle = \"Secret\"\nprice = 0\ndraft = true\n+++\n")
        .file("content/drops/lamp.md", drop)
        .build();
    let page = built.expect_page("drops/lamp/index.html");
    page.lacks("shop.example/early").lacks("<dt><a");
}

#[test]
fn an_hour_by_another_clock_than_the_site_s_is_told_with_its_city() {
    let tea = |title: &str, zone: &str| {
        let fields = "start = 2026-12-04T19:30:00\nduration = \"2h\"\nposter = { formats = [\"wide\"] }";
        format!("+++\ntitle = \"{title}\"\n{fields}\ntimezone = \"{zone}\"\n+++\n")
    };
    let lamp = "release_at = 2026-12-03T20:00:00\ntimezone = \"Europe/Lisbon\"";
    let built = TestSite::plaza()
        .file("content/events/tea.md", tea("Tea", "Europe/Lisbon"))
        .file("content/events/tea.zh.md", tea("茶", "Europe/Lisbon"))
        .file("content/events/near.md", tea("Near", "Asia/Taipei"))
        .file("content/drops/lamp.md", format!("+++\ntitle = \"Lamp\"\n{lamp}\n+++\n"))
        .also("[posters]\nformats = [\"wide\"]\n")
        .posters()
        .build();
    for path in ["index.html", "events/index.html", "events/tea/index.html", "posters/events/tea/index.html"]
    {
        built.expect_page(path).contains("21:30 Lisbon time");
    }
    built.expect_page("zh/events/index.html").contains("21:30 里斯本时间");
    built
        .expect_page("events/tea/index.html")
        .contains("data-text=\"{time} where you are, 19:30 Lisbon time\"")
        .contains("The next change is due 29 Nov 2026, 19:30 (Lisbon time).");
    built
        .expect_page("drops/index.html")
        .contains("From 3\u{a0}Dec\u{a0}2026,\u{a0}20:00\u{a0}Lisbon\u{a0}time");
    // The same hour under another name needs no word in a list.
    built.expect_page("events/near/index.html").contains(">Taipei time<");
    built.expect_page("events/index.html").lacks("Taipei");
}

#[test]
fn who_comes_too_late_or_in_vain_is_shown_where_it_goes_on() {
    let evening = |title: &str, more: &str| format!("+++\ntitle = \"{title}\"\n{more}\n+++\n");
    let off = "recurrence_id = 2026-11-27T19:30:00, status = \"cancelled\"";
    let weekly =
        format!("start = 2026-11-06T19:30:00\nrrule = \"FREQ=WEEKLY;COUNT=12\"\noverrides = [{{ {off} }}]");
    let built = TestSite::plaza()
        .file("content/events/radio.md", evening("Radio", &weekly))
        .file("content/events/old.md", evening("Old", "start = 2026-10-06T19:30:00"))
        .file("content/events/off.md", evening("Off", "start = 2026-12-06T19:30:00\nstatus = \"cancelled\""))
        .now("2026-11-24T12:00:00+08:00")
        .build();
    built
        .expect_page("events/off/index.html")
        .contains("events/\" data-when=\"on over\">See what comes next<");
    built.expect_page("events/old/index.html").contains("data-when=\"over\">See what comes next<");
    built
        .expect_page("events/radio/index.html")
        .contains("It does not take place this time. Next: Friday, 4 December 2026.")
        .contains("event.ics\" data-when=\"scheduled\">Add to calendar<")
        .contains("<span class=\"face\" data-when=\"past\" hidden><a class=\"btn\" href=\"#Dates\" data-when=\"on\">");
}
