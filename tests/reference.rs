//! The reference in the documentation is what the tables of fields and the views of templates say.
//!
//! `UPDATE=1 cargo test --test reference` writes it anew.

#[path = "reference/views.rs"]
mod views;

use std::path::Path;

use handbill::fields::{Target, reference};

fn page(target: Target) -> (String, String) {
    let (name, title, intro) = match target {
        Target::Config => ("config", "handbill.toml".to_owned(), "Every field of the site's configuration."),
        Target::Kind(kind) => {
            let title = format!("Fields of {}", kind.with_article());
            (kind.name(), title, "Every field of the front matter, in TOML; YAML takes the same.")
        }
        Target::Index => (
            "index-text",
            "Fields of `_index.md`".to_owned(),
            "Every field of a list's text and of the home page's; none of them is required.",
        ),
    };
    let title = title.replace('`', "");
    let front = format!("+++\ntitle = \"{title}\"\nsummary = \"{intro}\"\n+++\n\n");
    (format!("docs/content/reference/{name}.md"), front + &reference(target))
}

/// Whether a page of the documentation says something else than it should; writes it anew where that is asked for.
fn is_stale(path: &str, expected: &str) -> bool {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(file.parent().expect("it lies in a folder")).expect("the folder can be made");
        std::fs::write(&file, expected).expect("the file can be written");
    }
    std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n") != expected
}

#[test]
fn the_documentation_lists_the_fields_that_exist() {
    let pages = Target::ALL.into_iter().map(page);
    let stale: Vec<String> =
        pages.filter(|(path, expected)| is_stale(path, expected)).map(|(path, _)| path).collect();
    assert!(stale.is_empty(), "write them anew with `UPDATE=1 cargo test --test reference`: {stale:?}");
}

#[test]
fn the_documentation_lists_the_views_that_exist_and_every_field_says_what_it_is() {
    let (page, silent) = views::page(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert!(silent.is_empty(), "without a comment: {silent:?}");
    assert!(
        !is_stale("docs/content/reference/views.md", &page),
        "write it anew with `UPDATE=1 cargo test --test reference`"
    );
}
