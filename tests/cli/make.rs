//! `handbill init`, `new`, `schema`, `completions`.

use std::path::Path;

use serde_json::Value;

use crate::common::{NOW, Ran, files, write};
use crate::site::Site;

#[test]
fn a_new_site_builds_without_a_word_in_both_languages() {
    for (lang, title) in [("en", "Lantern \"Street\" \\ 1"), ("zh", "灯街")] {
        let holder = tempfile::tempdir().expect("a folder");
        let ran = Ran::new(holder.path(), &["init", "my site", "--lang", lang, "--title", title]).ends(0);
        assert_eq!(ran.stdout, "");
        assert!(ran.stderr.contains("→ my site"), "{}", ran.stderr);
        let site = holder.path().join("my site");
        assert!(site.join(".gitignore").is_file(), "{:?}", files(&site));
        let checked = Ran::new(&site, &["check"]).ends(0);
        assert!(checked.stderr.ends_with(": no problems\n"), "{}", checked.stderr);
        Ran::new(&site, &["build"]).ends(0);
        let home = std::fs::read_to_string(site.join("public/index.html")).expect("a home page");
        let shown = title.replace('"', "&quot;");
        assert!(home.contains(title) || home.contains(&shown), "{home}");
        for name in
            files(&site).iter().filter(|name| !name.starts_with("public/") && !name.starts_with(".handbill/"))
        {
            let text = std::fs::read_to_string(site.join(name)).expect("text");
            assert!(
                !text.contains("%TITLE%") && !text.contains("%TODAY%") && !text.contains("%NEXT-WEEK%"),
                "{name}"
            );
        }
    }
}

#[test]
fn a_new_site_in_the_present_folder_needs_no_name() {
    let holder = tempfile::tempdir().expect("a folder");
    let ran = Ran::new(holder.path(), &["init"]).ends(0);
    assert!(ran.stderr.contains("`handbill serve` shows it"), "{}", ran.stderr);
    Ran::new(holder.path(), &["build", "-q"]).ends(0);
}

#[test]
fn a_new_site_overwrites_nothing() {
    let site = Site::new();
    let before = files(&site.root());
    let ran = site.run(&["init"]).ends(2);
    assert!(ran.stderr.contains("handbill.toml"), "{}", ran.stderr);
    assert_eq!(files(&site.root()), before);
}

#[test]
fn a_new_site_can_bring_the_file_that_builds_it() {
    for (ci, file) in [
        ("github", ".github/workflows/site.yml"),
        ("gitlab", ".gitlab-ci.yml"),
        ("netlify", "netlify.toml"),
        ("cloudflare", "cloudflare-build.sh"),
    ] {
        let holder = tempfile::tempdir().expect("a folder");
        Ran::new(holder.path(), &["init", "--ci", ci]).ends(0);
        assert!(holder.path().join(file).is_file(), "{ci}: {:?}", files(holder.path()));
    }
}

#[test]
fn each_kind_can_be_started_and_check_then_wants_what_only_its_writer_knows() {
    let site = Site::new();
    for (kind, title, path, words) in [
        ("drop", "Desk lamp", "content/drops/desk-lamp.md", "made a drop"),
        ("story", "The lamp that stayed", "content/stories/the-lamp-that-stayed.md", "made a story"),
        ("chapter", "Hangzhou", "content/chapters/hangzhou.md", "made a chapter"),
        ("print-run", "The door", "content/posters/the-door.md", "made a print run"),
        ("tier", "Keeper", "content/tiers/keeper.md", "made a tier"),
        ("campaign", "A press", "content/campaigns/a-press.md", "made a campaign"),
        ("faq", "Do I bring tools?", "content/faq/do-i-bring-tools.md", "made a question"),
        ("post", "Spring salon", "content/posts/spring-salon.md", "made a post"),
        ("event", "春日沙龙", "content/events/春日沙龙.md", "made an event"),
        ("member", "Mo Tan", "content/members/mo-tan.md", "made a member"),
        ("page", "Code of conduct", "content/code-of-conduct.md", "made a page"),
    ] {
        let ran = site.run(&["new", kind, title]).ends(0);
        assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", format!("{words} → {path}\n").as_str()));
        assert!(site.root().join(path).is_file());
    }
    // A new event lies ahead, seen from now. Of what can be found in search engines the place, the price and the answer
    // are wanted.
    let ran = Ran::new(&site.root(), &["check", "--report", "json"]).ends(0);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).expect("a report");
    let told: Vec<&str> = report["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|problem| problem["code"].as_str())
        .collect();
    let missing = "structured-data::missing-property";
    assert_eq!(told, [missing, missing, missing], "{}", ran.stdout);
}

#[test]
fn what_a_new_source_must_name_is_of_the_site_or_left_to_its_writer() {
    let holder = tempfile::tempdir().expect("a folder");
    let config =
        "handbill = 1\ntitle = \"灯街\"\nbase_url = \"https://lantern.example/\"\nlanguage = \"zh-Hant\"\n";
    let member = "+++\nname = \"文\"\nconsent = { granted = 2026-01-10, scopes = [\"page\"] }\n+++\n";
    let hidden = "+++\nname = \"阿\"\n+++\n";
    write(holder.path(), &[("handbill.toml", config), ("content/members/a.md", hidden)]);
    let made = |kind: &str, title: &str, path: &str| {
        Ran::new(holder.path(), &["new", kind, title]).ends(0);
        std::fs::read_to_string(holder.path().join(path)).expect("a source")
    };
    // Nobody agreed to be written about, and no page is there.
    let story = made("story", "One", "content/stories/one.md");
    assert!(story.contains("\n# 這一項要寫：去掉 `#`，填上已有的名字。\n#people = [\"wen\"]\n"), "{story}");
    let run = made("print-run", "Two", "content/posters/two.md");
    assert!(run.contains("\n#target = "), "{run}");
    std::fs::remove_file(holder.path().join("content/stories/one.md")).expect("removed");
    std::fs::remove_file(holder.path().join("content/posters/two.md")).expect("removed");
    write(
        holder.path(),
        &[
            ("content/members/文.md", member),
            ("content/posts/a.md", "+++\ntitle = \"A\"\ndate = 2026-01-01\n+++\n"),
        ],
    );
    let story = made("story", "Three", "content/stories/three.md");
    assert!(story.contains("\npeople = [\"文\"]\n"), "{story}");
    let run = made("print-run", "Four", "content/posters/four.md");
    assert!(run.contains("\ntarget = \"stories/three\"\n"), "{run}");
    assert!(run.contains("\n# 掃碼以後打開哪一頁。\n") && !run.contains("What"), "{run}");
    Ran::new(holder.path(), &["check"]).ends(0);
}

#[test]
fn a_second_source_of_one_name_is_refused_and_the_first_stays() {
    let site = Site::new();
    let before = std::fs::read_to_string(site.root().join("content/posts/the-lamp.md")).expect("a post");
    let ran = site.run(&["new", "post", "The Lamp"]).ends(2);
    assert!(ran.stderr.contains("`content/posts/the-lamp.md` is already there"), "{}", ran.stderr);
    let after = std::fs::read_to_string(site.root().join("content/posts/the-lamp.md")).expect("a post");
    assert_eq!(after, before);
}

#[test]
fn another_language_of_the_site_goes_into_the_name() {
    let site = Site::new();
    site.run(&["new", "post", "旧灯", "--lang", "zh"]).ends(0);
    assert!(site.root().join("content/posts/旧灯.zh.md").is_file());
    site.run(&["new", "post", "Old lamp", "--lang", "en"]).ends(0);
    assert!(site.root().join("content/posts/old-lamp.md").is_file());
    let ran = site.run(&["new", "post", "Alte Lampe", "--lang", "de"]).ends(2);
    assert!(
        ran.stderr.contains("add `[languages.de]`") && ran.stderr.contains("`en`, `zh`"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_source_can_be_made_from_outside_the_site() {
    let site = Site::new();
    let ran = Ran::new(site.outside(), &["new", "page", "Rules", "--site", Site::NAME]).ends(0);
    assert_eq!(ran.stderr, format!("made a page → {}/content/rules.md\n", Site::NAME));
}

#[test]
fn a_title_that_leaves_no_name_is_refused() {
    for title in ["!!!", "", " "] {
        let ran = Site::new().run(&["new", "page", title]).ends(2);
        assert!(ran.stderr.contains("help: "), "{}", ran.stderr);
    }
}

#[test]
fn a_title_with_dots_or_of_great_length_makes_a_source_that_check_takes() {
    let site = Site::new();
    // 80 bytes end within the twenty-seventh character of three bytes.
    let long = "灯".repeat(200);
    let cut = format!("content/posts/{}.md", "灯".repeat(26));
    let words = format!("{} b", "a".repeat(79));
    let at_hyphen = format!("content/posts/{}.md", "a".repeat(79));
    for (title, path) in [
        ("Intro to node.js", "content/posts/intro-to-node-js.md"),
        ("St. Mary vs. v1.2 ...", "content/posts/st-mary-vs-v1-2.md"),
        (long.as_str(), cut.as_str()),
        (words.as_str(), at_hyphen.as_str()),
    ] {
        let ran = site.run(&["new", "post", title]).ends(0);
        assert_eq!(ran.stderr, format!("made a post → {path}\n"));
    }
    let checked = Ran::new(&site.root(), &["check"]).ends(0);
    assert!(checked.stderr.ends_with(": no problems\n"), "{}", checked.stderr);
}

#[test]
fn a_title_whose_name_means_something_else_is_refused_and_nothing_is_made() {
    let site = Site::new();
    let before = files(&site.root());
    for (arguments, message, help) in [
        (&["page", "Events"][..], "`/events/` belongs to the site itself", "`content/events/_index.md`"),
        (&["page", "Assets"], "`/assets/` belongs to the site itself", "another title"),
        (&["page", "ZH"], "`/zh/` belongs to the site itself", "another title"),
        (&["page", "Search", "--lang", "zh"], "`/search/` belongs to the site itself", "another title"),
        (&["page", "Index"], "`content/index.md` would not be a page", "the home page"),
        (&["post", "Index"], "`content/posts/index.md` would not be a post", "`content/posts/_index.md`"),
        (&["event", "_index"], "`content/events/_index.md` would not be an event", "another title"),
        (&["post", "Index", "--lang", "zh"], "`content/posts/index.zh.md` would not be a post", "another"),
        (&["post", "Con"], "`con` cannot be part of an address: Windows reserves this name", "another title"),
    ] {
        let ran = site.run(&[&["new"], arguments].concat()).ends(2);
        assert!(ran.stderr.starts_with(&format!("error: {message}")), "{arguments:?}: {}", ran.stderr);
        let told = ran.stderr.lines().last().expect("a line");
        assert!(told.starts_with("  = help: ") && told.contains(help), "{arguments:?}: {}", ran.stderr);
    }
    assert_eq!(files(&site.root()), before);
    // Below a kind's folder those names are free.
    site.run(&["new", "post", "Events"]).ends(0);
    Ran::new(&site.root(), &["check"]).ends(0);
}

#[test]
fn a_title_with_signs_is_kept_whole_in_the_source() {
    let site = Site::new();
    site.run(&["new", "post", "Say \"hi\" \\ 你好: #1"]).ends(0);
    let text = std::fs::read_to_string(site.root().join("content/posts/say-hi-你好-1.md")).expect("a post");
    let front = text.split("+++").nth(1).expect("front matter");
    let table: toml::Table = front.parse().expect("TOML");
    assert_eq!(table["title"].as_str(), Some("Say \"hi\" \\ 你好: #1"));
}

#[test]
fn each_schema_fits_what_new_writes() {
    let site = Site::new();
    for kind in ["post", "event", "member", "page"] {
        site.run(&["new", kind, "Sample"]).ends(0);
        let folder = if kind == "page" { "content".to_owned() } else { format!("content/{kind}s") };
        let text = std::fs::read_to_string(site.root().join(folder).join("sample.md")).expect("a source");
        let front: toml::Table = text.split("+++").nth(1).expect("front matter").parse().expect("TOML");
        let schema = schema(&site.root(), &["schema", kind]);
        assert_eq!(schema["additionalProperties"], false, "{kind}");
        let known = schema["properties"].as_object().expect("properties");
        for (field, value) in &front {
            let wanted = known.get(field).unwrap_or_else(|| panic!("{kind} has no `{field}` in its schema"));
            assert!(fits(value, wanted), "{kind}: {field} = {value} does not fit {wanted}");
        }
        for field in schema["required"].as_array().expect("required fields") {
            assert!(front.contains_key(field.as_str().expect("a name")), "{kind} is made without {field}");
        }
        // The examples behind `#` are fields too.
        for line in text.lines().filter_map(|line| line.strip_prefix('#')) {
            let Some((field, _)) = line.split_once(" = ").filter(|(field, _)| !field.contains(' ')) else {
                continue;
            };
            let example: toml::Table = line.parse().unwrap_or_else(|error| panic!("{kind}: {line}: {error}"));
            assert!(known.get(field).is_some_and(|wanted| fits(&example[field], wanted)), "{kind}: {line}");
        }
    }
    let config = schema(&site.root(), &["schema"]);
    assert_eq!(config["required"], serde_json::json!(["handbill", "title", "base_url"]));
}

#[track_caller]
fn schema(folder: &Path, arguments: &[&str]) -> Value {
    let ran = Ran::new(folder, arguments).ends(0);
    assert_eq!(ran.stderr, "");
    serde_json::from_str(&ran.stdout).expect("JSON")
}

/// Whether a value has the type that a schema wants; dates are texts in JSON.
fn fits(value: &toml::Value, schema: &Value) -> bool {
    for several in ["anyOf", "oneOf"] {
        if let Some(Value::Array(options)) = schema.get(several) {
            return options.iter().any(|option| fits(value, option));
        }
    }
    if let Some(Value::Array(words)) = schema.get("enum") {
        return words.iter().any(|word| word.as_str() == value.as_str());
    }
    let is = match value {
        toml::Value::String(_) | toml::Value::Datetime(_) => "string",
        toml::Value::Integer(_) => "integer",
        toml::Value::Float(_) => "number",
        toml::Value::Boolean(_) => "boolean",
        toml::Value::Array(_) => "array",
        toml::Value::Table(_) => "object",
    };
    match schema.get("type") {
        Some(Value::String(wanted)) => wanted == is || (wanted == "number" && is == "integer"),
        Some(Value::Array(wanted)) => wanted.iter().any(|wanted| wanted == is),
        Some(_) | None => true,
    }
}

#[test]
fn each_shell_gets_completions_on_stdout() {
    let holder = tempfile::tempdir().expect("a folder");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = Ran::new(holder.path(), &["completions", shell]).ends(0);
        assert!(ran.stdout.contains("handbill") && ran.stdout.contains("schema"), "{shell}");
        assert_eq!(ran.stderr, "");
    }
}

#[test]
fn a_site_in_the_future_can_be_looked_at_today() {
    let site = Site::new();
    site.run(&["new", "event", "Tomorrow"]).ends(0);
    site.run(&["check", "--now", NOW]).ends(0);
}
