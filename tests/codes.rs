//! Printed codes: whatever becomes of a site, what hangs on a wall leads somewhere.

mod common;
mod support;

use std::fs;

use common::{NOW, Ran, handbill, write};
use support::{BuiltSite, TestSite};

const STORY: &str =
    "+++\ntitle = \"The lamp\"\ndate = 2026-11-01\npeople = [\"wen\"]\nuid = \"lamp-48\"\n+++\nIt burns.\n";
const PLAIN: &str = "+++\ntitle = \"The kettle\"\ndate = 2026-11-02\npeople = [\"wen\"]\n+++\nIt sings.\n";
const RUN: &str = "+++\ntitle = \"Doors\"\ntarget = \"stories/lamp\"\nplacements = [{ id = \"tofu\", label = \"=Tofu shop\" }, { id = \"gate\" }]\n+++\n";

fn wen(scopes: &str) -> String {
    format!(
        "+++\nname = \"Wen\"\nconsent = {{ granted = 2026-01-01, expires = 2026-12-31, scopes = [{scopes}] }}\n+++\n"
    )
}

fn site() -> TestSite {
    TestSite::new()
        .file("content/members/wen.md", wen("\"page\", \"poster\""))
        .file("content/stories/lamp.md", STORY)
        .file("content/stories/lamp.zh.md", STORY.replace("The lamp", "灯"))
        .file("content/stories/kettle.md", PLAIN)
        .file("content/posters/doors.md", RUN)
        // The tests' own theme has no designs: codes are issued, and nothing takes its time to be drawn.
        .posters()
}

fn ledger(site: &TestSite) -> String {
    fs::read_to_string(site.root().join("codes.toml")).expect("the ledger")
}

/// A field of the entry of a uid, a language and a placement.
fn field(ledger: &str, uid: &str, lang: &str, placement: Option<&str>, field: &str) -> Option<String> {
    let table: toml::Table = ledger.parse().expect("the ledger is TOML");
    let entries = table["code"].as_array()?;
    let has = |entry: &toml::Value, name: &str, value: Option<&str>| {
        entry.get(name).and_then(toml::Value::as_str) == value
    };
    let entry = entries.iter().find(|entry| {
        has(entry, "uid", Some(uid)) && has(entry, "lang", Some(lang)) && has(entry, "placement", placement)
    })?;
    Some(match entry.get(field)? {
        toml::Value::String(text) => text.clone(),
        other => other.to_string(),
    })
}

fn code(ledger: &str, uid: &str, lang: &str, placement: Option<&str>) -> String {
    let found = field(ledger, uid, lang, placement, "code");
    found.unwrap_or_else(|| panic!("no code of {uid} in {lang} at {placement:?} in\n{ledger}"))
}

#[track_caller]
fn leads(built: &BuiltSite, code: &str, to: &str) {
    let link = format!("href=\"../../{to}\"");
    built.expect_page(&format!("C/{code}/index.html")).contains(&link).contains("url=../../");
    built.expect_page("_redirects").contains(&format!("/C/{code}/ /{to} 302\n"));
}

#[test]
fn each_public_poster_and_each_placement_has_a_code_that_leads_on() {
    let site = site();
    let built = site.build();
    let ledger = ledger(&site);
    assert_eq!(ledger.matches("[[code]]").count(), 7, "{ledger}");
    let lamp = code(&ledger, "lamp-48", "en", None);
    leads(&built, &lamp, "stories/lamp/");
    leads(&built, &code(&ledger, "lamp-48", "zh", None), "zh/stories/lamp/");
    leads(&built, &code(&ledger, "print-run/doors", "en", Some("tofu")), "stories/lamp/");
    // Its poster on the web hangs at none of its places.
    leads(&built, &code(&ledger, "print-run/doors", "en", None), "stories/lamp/");
    leads(&built, &code(&ledger, "member/wen", "en", None), "members/wen/");
    assert_eq!(
        field(&ledger, "lamp-48", "en", None, "address"),
        Some(format!("HTTPS://LANTERN.EXAMPLE/C/{lamp}/"))
    );
    assert_eq!(field(&ledger, "lamp-48", "en", None, "issued").as_deref(), Some("2026-11-21"));
    built
        .expect_page(&format!("C/{lamp}/index.html"))
        .contains("<html lang=\"en\">")
        .contains("rel=\"canonical\" href=\"https://lantern.example/stories/lamp/\"");
    let zh = code(&ledger, "lamp-48", "zh", None);
    built.expect_page(&format!("C/{zh}/index.html")).contains("<html lang=\"zh\">");
    built.expect_page("sitemap.xml").lacks("/C/");
    // The second build has nothing to say to the ledger.
    site.build();
    assert_eq!(self::ledger(&site), ledger);
}

#[test]
fn the_page_of_a_code_is_for_nobody_to_index_and_keeps_the_query() {
    let site = site();
    site.build();
    let lamp = code(&ledger(&site), "lamp-48", "en", None);
    let built = site
        .config("theme = \"tiny\"", "theme = \"plaza\"")
        .also("[posters]\nformats = [\"square\"]")
        .build();
    let page = built.expect_page(&format!("C/{lamp}/index.html"));
    page.contains("content=\"noindex\"").contains("/redirect.").contains("id=\"Target\"").lacks("has moved");
}

#[test]
fn two_clones_issue_the_same_codes() {
    let (one, other) = (site(), TestSite::new().posters());
    // The same pages, made in another order and named otherwise, but for what is printed.
    other.write("content/stories/a-lamp.zh.md", STORY.replace("+++\nIt", "slug = \"lamp\"\n+++\nIt"));
    other.write("content/stories/a-lamp.md", STORY.replace("+++\nIt", "slug = \"lamp\"\n+++\nIt"));
    other.write("content/posters/doors.md", RUN.replace("stories/lamp", "stories/a-lamp"));
    other.write("content/stories/kettle.md", PLAIN);
    other.write("content/members/wen.md", wen("\"page\", \"poster\""));
    one.build();
    other.build();
    assert_eq!(ledger(&one), ledger(&other));
}

#[test]
fn a_renamed_page_keeps_its_code_by_its_uid() {
    let site = site();
    site.build();
    let before = ledger(&site);
    let (lamp, tofu) =
        (code(&before, "lamp-48", "en", None), code(&before, "print-run/doors", "en", Some("tofu")));
    site.remove("content/stories/lamp.md");
    site.remove("content/stories/lamp.zh.md");
    site.write("content/stories/light.md", STORY);
    site.write("content/stories/light.zh.md", STORY);
    site.write("content/posters/doors.md", RUN.replace("stories/lamp", "stories/light"));
    let built = site.build();
    leads(&built, &lamp, "stories/light/");
    leads(&built, &tofu, "stories/light/");
    let after = ledger(&site);
    assert_eq!(code(&after, "lamp-48", "en", None), lamp);
    assert_eq!(field(&after, "lamp-48", "en", None, "target").as_deref(), Some("stories/light/"));
    assert_eq!(
        field(&after, "print-run/doors", "en", Some("tofu"), "target").as_deref(),
        Some("stories/light/")
    );
    assert_eq!(before.matches("[[code]]").count(), after.matches("[[code]]").count());
}

#[test]
fn a_renamed_page_keeps_its_code_by_its_alias_and_then_needs_the_alias_no_more() {
    let site = site();
    site.build();
    let kettle = code(&ledger(&site), "story/kettle", "en", None);
    site.remove("content/stories/kettle.md");
    let alias = PLAIN.replace("people", "aliases = [\"/stories/kettle/\"]\npeople");
    site.write("content/stories/pot.md", alias);
    leads(&site.build(), &kettle, "stories/pot/");
    let after = ledger(&site);
    assert_eq!(code(&after, "story/pot", "en", None), kettle, "the page got a second code");
    assert_eq!(after.matches("[[code]]").count(), 7);
    site.write("content/stories/pot.md", PLAIN);
    leads(&site.build(), &kettle, "stories/pot/");
}

#[test]
fn a_page_that_is_given_a_uid_later_and_a_renamed_run_keep_their_codes() {
    let site = site();
    site.build();
    let before = ledger(&site);
    site.write("content/stories/kettle.md", PLAIN.replace("people", "uid = \"kettle-7\"\npeople"));
    site.remove("content/posters/doors.md");
    site.write("content/posters/gates.md", RUN.replace("target", "aliases = [\"/posters/doors/\"]\ntarget"));
    site.build();
    let after = ledger(&site);
    assert_eq!(code(&after, "kettle-7", "en", None), code(&before, "story/kettle", "en", None));
    for place in ["tofu", "gate"] {
        let (old, new) = (
            code(&before, "print-run/doors", "en", Some(place)),
            code(&after, "print-run/gates", "en", Some(place)),
        );
        assert_eq!(old, new);
    }
    assert_eq!(after.matches("[[code]]").count(), 7, "{after}");
}

#[test]
fn a_run_or_a_placement_may_go_and_its_codes_go_on_leading_to_their_target() {
    let site = site();
    site.build();
    let before = ledger(&site);
    let gate = code(&before, "print-run/doors", "en", Some("gate"));
    site.write("content/posters/doors.md", RUN.replace(", { id = \"gate\" }", ""));
    leads(&site.build(), &gate, "stories/lamp/");
    site.remove("content/posters/doors.md");
    leads(&site.build(), &gate, "stories/lamp/");
    assert_eq!(ledger(&site), before);
}

#[test]
fn a_target_that_is_gone_is_an_error_that_names_the_code_until_it_leads_elsewhere() {
    let site = site();
    site.build();
    let before = ledger(&site);
    let (kettle, old) =
        (code(&before, "story/kettle", "en", None), site.out().join("stories/kettle/index.html"));
    site.remove("content/stories/kettle.md");
    let built = site.try_build();
    assert!(!built.written);
    assert_eq!(
        built.told(),
        format!(
            "error[ledger::unknown-target] codes.toml: the code `{kettle}` leads to `stories/kettle/`, which is gone\n"
        )
    );
    assert_eq!(ledger(&site), before, "a failed build wrote the ledger");
    assert!(old.exists(), "a failed build changed the output");
    let line = format!("code = \"{kettle}\"\n");
    for (retired, to) in [
        ("stories/", "stories/"),
        ("/zh/stories/", "zh/stories/"),
        ("stories/lamp", "stories/lamp/"),
        ("/", ""),
        ("events/", ""),
    ] {
        site.write("codes.toml", before.replace(&line, &format!("{line}retired = \"{retired}\"\n")));
        let built = site.build();
        assert_eq!(built.told(), "");
        leads(&built, &kettle, to);
    }
    // The target's line may go with the target.
    let retired = before.replace("target = \"stories/kettle/\"\n", "retired = \"stories/\"\n");
    site.write("codes.toml", retired);
    leads(&site.build(), &kettle, "stories/");
}

/// The labels and helps of what a build tells.
fn advice(built: &BuiltSite) -> String {
    let labels =
        built.diagnostics.iter().flat_map(|problem| &problem.labels).map(|label| label.text.as_str());
    let helps = built.diagnostics.iter().flat_map(|problem| &problem.help).map(String::as_str);
    labels.chain(helps).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_target_that_is_gone_suggests_the_page_that_it_has_most_likely_become() {
    let site = site();
    site.build();
    let kettle = code(&ledger(&site), "story/kettle", "en", None);
    site.remove("content/stories/kettle.md");
    // Neither name is near to the old one: the first is new among the stories, the second has moved to another kind.
    site.write("content/stories/samovar.md", PLAIN);
    assert!(advice(&site.try_build()).contains("did it become `stories/samovar/`?"));
    site.remove("content/stories/samovar.md");
    let post = PLAIN.replace("people = [\"wen\"]\n", "");
    site.write("content/posts/kettle.md", &post);
    let told = advice(&site.try_build());
    assert!(
        told.contains("did it become `posts/kettle/`?") && told.contains("`uid = \"story/kettle\"`"),
        "{told}"
    );
    // Either way out leads there, though posts have no posters.
    for line in ["uid = \"story/kettle\"", "aliases = [\"/stories/kettle/\"]"] {
        site.write("content/posts/kettle.md", post.replace("date", &format!("{line}\ndate")));
        leads(&site.build(), &kettle, "posts/kettle/");
    }
}

#[test]
fn a_story_that_goes_with_its_print_run_is_not_given_the_identity_of_the_run() {
    let site = site();
    site.build();
    site.remove("content/posters/doors.md");
    site.remove("content/stories/lamp.md");
    site.remove("content/stories/lamp.zh.md");
    let told = advice(&site.try_build());
    assert!(told.contains("`uid = \"lamp-48\"`") && !told.contains("print-run/doors"), "{told}");
}

#[test]
fn two_clones_that_print_different_posters_are_merged_by_taking_one_side() {
    let (ours, theirs) = (site(), site());
    ours.write("content/stories/pot.md", PLAIN);
    theirs.write("content/stories/jug.md", PLAIN);
    ours.build();
    theirs.build();
    let both = format!("<<<<<<< HEAD\n{}=======\n{}>>>>>>> theirs\n", ledger(&ours), ledger(&theirs));
    let kept = ledger(&ours);
    ours.write("content/stories/jug.md", PLAIN);
    ours.write("codes.toml", &both);
    let built = ours.try_build();
    assert_eq!(
        built.told(),
        "error[ledger::conflict] codes.toml: a merge has left two versions of the codes in this file\n"
    );
    assert_eq!(ledger(&ours), both, "nobody's work is touched");
    ours.write("codes.toml", &kept);
    ours.build();
    let merged = ledger(&ours);
    for other in [kept, ledger(&theirs)] {
        for line in other.lines().filter(|line| line.starts_with("code = ")) {
            assert!(merged.contains(line), "{line} is lost");
        }
    }
}

#[test]
fn consent_that_runs_out_leaves_the_build_green_and_the_code_alive() {
    let site = site();
    site.build();
    let before = ledger(&site);
    let (wen, lamp) = (code(&before, "member/wen", "en", None), code(&before, "lamp-48", "zh", None));
    let tofu = code(&before, "print-run/doors", "en", Some("tofu"));
    let later = site.now("2027-01-01T12:00:00+08:00");
    let built = later.build();
    // Nobody else is in these lists: there is none, and the home page of the language stands for it.
    leads(&built, &wen, "");
    leads(&built, &lamp, "");
    leads(&built, &tofu, "");
    built.expect_page(&format!("C/{tofu}/index.html")).lacks("lamp");
    assert_eq!(ledger(&later), before);
    let back = later.now("2026-11-25T12:00:00+08:00");
    leads(&back.build(), &lamp, "zh/stories/lamp/");
    assert_eq!(ledger(&back), before);
}

#[test]
fn a_withheld_target_opens_the_list_of_its_kind_in_the_codes_language() {
    let site = site();
    site.build();
    let before = ledger(&site);
    for lang in ["", ".zh"] {
        let path = format!("content/stories/lamp{lang}.md");
        site.write(&path, STORY.replace("uid", "draft = true\nuid"));
        site.write(&format!("content/stories/_index{lang}.md"), "+++\ntitle = \"All\"\n+++\n");
    }
    let built = site.build();
    leads(&built, &code(&before, "lamp-48", "en", None), "stories/");
    leads(&built, &code(&before, "lamp-48", "zh", None), "zh/stories/");
    leads(&built, &code(&before, "print-run/doors", "en", Some("gate")), "stories/");
    assert_eq!(ledger(&site), before);
}

#[test]
fn drafts_get_no_code_in_the_ledger_and_one_in_the_preview() {
    let draft = PLAIN.replace("people", "draft = true\nuid = \"secret\"\npeople");
    let site = site().file("content/stories/secret.md", draft).drafts();
    let built = site.build();
    let ledger = ledger(&site);
    assert!(!ledger.contains("secret"), "{ledger}");
    let shown = built.files.iter().filter(|(path, bytes)| {
        path.starts_with("C/") && String::from_utf8_lossy(bytes).contains("stories/secret/")
    });
    assert_eq!(shown.count(), 1);
}

#[test]
fn a_changed_base_is_one_error_that_names_both() {
    let site = site();
    site.build();
    let before = ledger(&site);
    let moved = site.config("https://lantern.example/", "https://new.example/team/");
    let built = moved.try_build();
    assert_eq!(
        built.told(),
        "error[ledger::code-base] codes.toml: 7 codes were printed below `https://lantern.example/`, and codes now lie below `https://new.example/team/`\n"
    );
    assert_eq!(ledger(&moved), before);
    let kept = moved.also("[posters]\ncode_base = \"https://Lantern.example\"");
    let built = kept.build();
    let lamp = code(&before, "lamp-48", "en", None);
    built.expect_page("_redirects").contains(&format!("/team/C/{lamp}/ /team/stories/lamp/ 302\n"));
    assert_eq!(ledger(&kept), before);
}

#[test]
fn the_address_of_one_build_is_never_printed() {
    let site = site().base_url("https://preview.example/x/");
    site.build();
    let ledger = ledger(&site);
    assert!(ledger.contains("HTTPS://LANTERN.EXAMPLE/C/") && !ledger.contains("PREVIEW"), "{ledger}");
}

#[test]
fn a_collision_with_what_is_in_the_ledger_gets_another_code() {
    let site = site();
    site.build();
    let before = ledger(&site);
    let kettle = code(&before, "story/kettle", "en", None);
    // Somebody else has the code that the kettle would get.
    fs::remove_file(site.root().join("codes.toml")).expect("removed");
    site.write(
        "codes.toml",
        format!("[[code]]\ncode = \"{kettle}\"\naddress = \"HTTPS://LANTERN.EXAMPLE/C/{kettle}/\"\ntarget = \"stories/lamp/\"\nuid = \"older\"\nlang = \"en\"\nissued = 2026-01-01\n"),
    );
    site.build();
    let after = ledger(&site);
    assert_eq!(code(&after, "older", "en", None), kettle);
    let other = code(&after, "story/kettle", "en", None);
    assert_ne!(other, kettle);
    // It stays when the other one goes.
    site.build();
    assert_eq!(code(&ledger(&site), "story/kettle", "en", None), other);
}

/// The site as the program sees it.
fn run(site: &TestSite, arguments: &[&str]) -> Ran {
    Ran::of(handbill(&site.root()).args(arguments).args(["--now", NOW]).env("NO_COLOR", "1"))
}

#[test]
fn a_locked_build_names_the_codes_that_it_may_not_issue() {
    let site = site();
    let ran = run(&site, &["build", "--locked"]).ends(1);
    assert!(ran.stderr.contains("error[ledger::locked]: `codes.toml` lacks 7 codes"), "{}", ran.stderr);
    assert!(ran.stderr.contains("commit `codes.toml`"), "{}", ran.stderr);
    assert!(!site.root().join("codes.toml").exists() && !site.root().join("public").exists());
    let ran = run(&site, &["build"]).ends(0);
    assert!(ran.stderr.contains(", 7 codes issued in codes.toml"), "{}", ran.stderr);
    let ran = run(&site, &["build", "--locked"]).ends(0);
    assert!(!ran.stderr.contains("issued"), "{}", ran.stderr);
    let kettle = code(&ledger(&site), "story/kettle", "en", None);
    site.remove("content/stories/kettle.md");
    site.write("content/stories/pot.md", PLAIN.replace("people", "aliases = [\"/stories/kettle/\"]\npeople"));
    let ran = run(&site, &["build", "--locked"]).ends(1);
    assert!(ran.stderr.contains(&format!("`{kettle}` for `stories/pot/`")), "{}", ran.stderr);
}

#[test]
fn check_and_the_list_of_codes_write_nothing() {
    let site = site();
    run(&site, &["check"]).ends(0);
    let ran = run(&site, &["poster", "codes"]).ends(0);
    assert_eq!(
        ran.stdout.lines().filter(|line| line.contains("  not-issued  HTTPS://LANTERN.EXAMPLE/C/")).count(),
        7
    );
    assert!(ran.stderr.contains("listed 7 codes, 7 of them not issued yet"), "{}", ran.stderr);
    assert!(!site.root().join("codes.toml").exists());
}

#[test]
fn codes_are_issued_and_exported_by_command() {
    let site = site();
    let ran = run(&site, &["poster", "codes", "--issue"]).ends(0);
    assert!(ran.stderr.contains("listed 7 codes, 7 of them new in codes.toml"), "{}", ran.stderr);
    assert!(ran.stdout.lines().all(|line| line.contains("  live  ")), "{}", ran.stdout);
    let csv = run(&site, &["poster", "codes", "--csv"]).ends(0).stdout;
    let header = "\u{feff}code,address,target,opens,placement,label,uid,lang,state,issued\r\n";
    assert!(csv.starts_with(header), "{csv}");
    assert!(
        csv.contains(",stories/lamp/,/stories/lamp/,tofu,'=Tofu shop,print-run/doors,en,live,2026-11-21\r\n"),
        "{csv}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&run(&site, &["poster", "codes", "--json"]).ends(0).stdout).expect("JSON");
    let keys: Vec<&String> = json[0].as_object().expect("an object").keys().collect();
    assert_eq!(
        keys,
        ["code", "address", "target", "opens", "placement", "label", "uid", "lang", "state", "issued"]
    );
    site.remove("content/stories/kettle.md");
    let ran = run(&site, &["poster", "codes", "--issue"]).ends(1);
    assert!(ran.stderr.contains("error[ledger::unknown-target]"), "{}", ran.stderr);
}

#[test]
fn a_ledger_that_cannot_be_read_is_left_alone() {
    let site = site();
    write(&site.root(), &[("codes.toml", "<<<<<<< HEAD\n")]);
    let built = site.try_build();
    assert!(
        !built.written && built.told().contains("error[ledger::conflict] codes.toml"),
        "{}",
        built.told()
    );
    assert_eq!(ledger(&site), "<<<<<<< HEAD\n");
}
