//! Every diagnostic code that stands in the source.

use std::collections::BTreeSet;
use std::path::Path;

use syn::visit::Visit;

/// Guards of the library against callers that pass what the pipeline never does: no site brings them about.
const GUARDS: [&str; 5] = [
    // The pipeline hands over only what `parse::is_source` takes, and the disk reads all of that as text.
    "source::not-content",
    "source::not-text",
    // Front matter has refused such an alias already.
    "address::bad-alias",
    // Front matter bounds years and durations.
    "time::out-of-range",
    // The command that sets labels has refused what is no print run.
    "poster::no-run",
];

/// What only another command than `check` tells: a test of that command has it.
const OF_OTHER_COMMANDS: [&str; 1] = ["ledger::locked"];

/// What takes more than a thousand mistakes: a test of `check` has it.
const OF_MANY: [&str; 1] = ["source::many-problems"];

/// Codes of `fields` that only YAML has, so that the configuration cannot have them.
const YAML_ALONE: [&str; 5] =
    ["too-large", "several-documents", "key-not-text", "unknown-tag", "not-a-table"];
/// Codes of fields that only front matter has.
const FRONT_MATTER_ALONE: [&str; 4] = ["bad-duration", "bad-money", "unknown-currency", "needs-other-field"];
/// Codes of fields that only the configuration has.
const CONFIG_ALONE: [&str; 3] = ["unknown-version", "bad-language", "bad-origin"];

/// The codes that a site can bring about.
pub(crate) fn of_source() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Found::default();
    walk(&root, &mut found);
    for guard in GUARDS.into_iter().chain(OF_OTHER_COMMANDS).chain(OF_MANY) {
        assert!(found.codes.remove(guard), "{guard} is no code any more: take it out of this list");
    }
    for word in &found.words {
        if !CONFIG_ALONE.contains(&word.as_str()) {
            found.codes.insert(format!("front-matter::{word}"));
        }
        if !YAML_ALONE.contains(&word.as_str()) && !FRONT_MATTER_ALONE.contains(&word.as_str()) {
            found.codes.insert(format!("config::{word}"));
        }
    }
    found.codes
}

#[derive(Default)]
struct Found {
    codes: BTreeSet<String>,
    /// Of `codes! { Name = "word", … }`, which puts `front-matter::` and `config::` before each.
    words: BTreeSet<String>,
}

fn walk(folder: &Path, found: &mut Found) {
    for entry in std::fs::read_dir(folder).expect("a folder of the source") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() {
            if name != "tests" {
                walk(&path, found);
            }
        } else if name.ends_with(".rs") && name != "tests.rs" {
            let text = std::fs::read_to_string(&path).expect("a source file");
            let file = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            found.visit_file(&file);
        }
    }
}

impl Visit<'_> for Found {
    fn visit_item_mod(&mut self, module: &syn::ItemMod) {
        let is_test = module.attrs.iter().any(|attribute| {
            attribute.path().is_ident("cfg")
                && attribute.parse_args::<syn::Ident>().is_ok_and(|argument| argument == "test")
        });
        if !is_test {
            syn::visit::visit_item_mod(self, module);
        }
    }

    fn visit_lit_str(&mut self, literal: &syn::LitStr) {
        let text = literal.value();
        if is_code(&text) {
            self.codes.insert(text);
        }
    }

    // Documentation is no code.
    fn visit_attribute(&mut self, _: &syn::Attribute) {}

    fn visit_macro(&mut self, call: &syn::Macro) {
        let text = call.tokens.to_string();
        let is_table = call.path.is_ident("codes");
        for (before, literal) in literals(&text) {
            if is_table && before.trim_end().ends_with('=') && !before.contains("doc") {
                self.words.insert(literal.to_owned());
            } else if is_code(literal) {
                self.codes.insert(literal.to_owned());
            }
        }
    }
}

/// The texts in quotes of a macro's tokens, each with what stands before it.
fn literals(tokens: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = tokens;
    while let Some(start) = rest.find('"') {
        let (before, inner) = (&rest[..start], &rest[start + 1..]);
        // `'"'` is a character, and opens nothing.
        if before.ends_with('\'') && inner.starts_with('\'') {
            rest = &inner[1..];
            continue;
        }
        let mut escaped = false;
        let end = inner.find(|c| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let Some(end) = end else { break };
        found.push((before, &inner[..end]));
        rest = &inner[end + 1..];
    }
    found
}

/// `room::what`, each in lower-case words with hyphens.
fn is_code(text: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty()
            && !word.starts_with('-')
            && !word.ends_with('-')
            && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    text.split_once("::").is_some_and(|(room, what)| word(room) && word(what))
}
