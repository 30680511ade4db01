//! The reference of fields in the documentation is what the tables say.
//!
//! `UPDATE=1 cargo test --test reference` writes it anew.

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

#[test]
fn the_documentation_lists_the_fields_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut stale = Vec::new();
    for target in Target::ALL {
        let (path, expected) = page(target);
        let file = root.join(&path);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::create_dir_all(file.parent().expect("it lies in a folder"))
                .expect("the folder can be made");
            std::fs::write(&file, &expected).expect("the file can be written");
        }
        let written = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
        if written != expected {
            stale.push(path);
        }
    }
    assert!(stale.is_empty(), "write them anew with `UPDATE=1 cargo test --test reference`: {stale:?}");
}
