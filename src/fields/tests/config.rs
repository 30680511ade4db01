//! `handbill.toml`.

use super::*;

fn config(lines: &str) -> (Option<SiteConfig>, Vec<Diagnostic>, String) {
    let text = format!("{LEAST}{lines}\n");
    let (value, problems) = decode_config(&SourcePath::new("handbill.toml"), &text);
    (value, problems, text)
}

#[test]
fn the_least_configuration_has_its_defaults() {
    let (value, problems, _) = config("");
    assert_eq!(problems, []);
    let config = value.expect("a value");
    assert_eq!(config.base_url, "https://lantern.example/");
    assert_eq!((config.language.as_str(), config.timezone.value.as_str()), ("en", "UTC"));
    assert_eq!(
        (config.theme.value.as_str(), config.pagination.per_page, config.feeds.limit),
        ("plaza", 20, 20)
    );
    assert!(config.markdown.highlight);
}

#[test]
fn a_full_configuration_is_read() {
    let (value, problems, _) = config(
        "language = \"en\"\n[languages.zh-Hant]\ntitle = \"燈街\"\n[languages.en]\nlabel = \"English\"\ndescription = \"D\"\n\
         [nav]\nitems = [\"events\", {label = \"Feed\", to = \"/feed.xml\"}]\n\
         [security]\nallow.form-action = [\"https://forms.example\"]\n\
         [community]\ncontact = \"hello@lantern.example\"\nfounded = 2019-05-01\nseal = \"灯\"\n",
    );
    assert_eq!(problems, []);
    let config = value.expect("a value");
    assert_eq!(config.langs().map(|lang| lang.as_str()).collect::<Vec<_>>(), ["en", "zh-Hant"]);
    assert_eq!(config.description.as_deref(), Some("D"));
    assert_eq!(config.nav[1].label.as_deref(), Some("Feed"));
    assert_eq!(config.security.allow["form-action"], ["https://forms.example"]);
}

#[test]
fn a_language_that_no_folder_can_be_named_by_is_taken_with_its_script() {
    let (value, problems, _) = config("language = \"con-Latn\"\n[languages.aux-BR]\n");
    assert_eq!(problems, []);
    let config = value.expect("a value");
    assert_eq!(config.langs().map(|lang| lang.as_str()).collect::<Vec<_>>(), ["con-Latn", "aux-BR"]);
}

#[test]
fn each_mistake_of_the_configuration_has_its_code_and_place() {
    for (lines, expected) in [
        ("descripton = \"x\"", ("config::unknown-field", "descripton")),
        ("community = 1", ("config::wrong-type", "1")),
        ("language = \"english\"", ("config::bad-language", "\"english\"")),
        ("[languages.zh-hant]", ("config::bad-language", "zh-hant")),
        ("language = \"con\"", ("config::bad-language", "\"con\"")),
        ("[languages.aux]", ("config::bad-language", "aux")),
        ("[languages.prn]", ("config::bad-language", "prn")),
        ("[languages.nul]", ("config::bad-language", "nul")),
        ("[languages.en]\ntitle = \"x\"", ("config::conflict", "en")),
        ("theme = \"../x\"", ("config::bad-name", "\"../x\"")),
        ("[pagination]\nper_page = 0", ("config::out-of-range", "0")),
        ("[feeds]\nlimit = 1001", ("config::out-of-range", "1001")),
        ("[community]\nseal = \"灯街坊\"", ("config::out-of-range", "\"灯街坊\"")),
        ("[community]\nfounded = \"May\"", ("config::bad-time", "\"May\"")),
        ("[community]\ncontact = \"javascript:x\"", ("config::unsafe-url", "\"javascript:x\"")),
        ("[community]\nname = \" \"", ("config::empty", "\" \"")),
        ("[security]\nallow.script-src = []", ("config::unknown-value", "script-src")),
        (
            "[security]\nallow.img-src = [\"https://a.example/x\"]",
            ("config::bad-origin", "\"https://a.example/x\""),
        ),
        (
            "[security]\nallow.img-src = [\"https://a.example; x\"]",
            ("config::bad-origin", "\"https://a.example; x\""),
        ),
        ("[nav]\nitems = [{label = \"x\"}]", ("config::missing-field", "{label = \"x\"}")),
        ("description = \"\\u0001\"", ("config::control-character", "\"\\u0001\"")),
        ("title = \"again\"", ("config::duplicate-key", "title")),
        ("timezone = Asia", ("config::syntax", "Asia")),
    ] {
        let (_, problems, text) = config(lines);
        assert_eq!(marks(&problems, &text), [expected], "{problems:#?}");
    }
}

#[test]
fn a_base_address_is_absolute_and_bare() {
    let decode = |url: &str| {
        let text = format!("handbill = 1\ntitle = \"A\"\nbase_url = \"{url}\"\n");
        let (value, problems) = decode_config(&SourcePath::new("handbill.toml"), &text);
        (value.expect("a value").base_url, problems.first().map(|problem| problem.code))
    };
    let sound = |url: &str| (url.to_owned(), None);
    let refused = |code| ("https://site.invalid/".to_owned(), Some(code));
    assert_eq!(decode("HTTPS://Lantern.example/Team"), sound("https://lantern.example/Team/"));
    assert_eq!(decode("http://127.0.0.1:8080/"), sound("http://127.0.0.1:8080/"));
    assert_eq!(decode("http://[::1]:80"), sound("http://[::1]:80/"));
    for url in [
        "lantern.example",
        "/team/",
        "https://",
        "https:lantern",
        "https://a.example/?q",
        "https://a.example/#x",
        "mailto:a@b.example",
        "https://me@a.example/",
        "https://a.example/../",
        "https://a.example:99999/",
        "https://a b/",
    ] {
        assert_eq!(decode(url), refused("config::bad-url"), "{url}");
    }
    assert_eq!(decode("ftp://a.example/"), refused("config::unsafe-url"));
}

#[test]
fn the_configuration_tells_its_version() {
    let decode = |text: &str| decode_config(&SourcePath::new("handbill.toml"), text).1;
    let two = LEAST.replace("handbill = 1", "handbill = 2");
    assert_eq!(marks(&decode(&two), &two), [("config::unknown-version", "2")]);
    let none = LEAST.replace("handbill = 1\n", "");
    assert_eq!(marks(&decode(&none), &none), [("config::missing-field", "title = \"Lantern Street\"")]);
    let marked = format!("\u{feff}{LEAST}titel = 1\n");
    assert_eq!(marks(&decode(&marked), &marked), [("config::unknown-field", "titel")]);
    let empty = decode("");
    assert_eq!(empty.iter().filter(|problem| problem.code == "config::missing-field").count(), 3);
}
