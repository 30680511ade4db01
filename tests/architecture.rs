//! Holds the table of `ARCHITECTURE.md`: which room may import which.
//!
//! Reads every path that starts with `crate::`, in `use` declarations (grouped ones too), in
//! expressions, types and macros, and fails on an arrow that the table does not have.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};
use syn::{ItemUse, UseTree};

/// Rooms in the order of the data's way, and what each may import beside `model` and `diagnostics`.
const TABLE: [(&str, &[&str]); 18] = [
    ("model", &[]),
    ("diagnostics", &[]),
    ("disk", &[]),
    ("fields", &[]),
    ("theme", &["fields"]),
    ("markdown", &[]),
    ("parse", &["fields", "markdown"]),
    ("calendar", &[]),
    ("ical", &[]),
    ("ledger", &[]),
    ("resolve", &["calendar", "ledger"]),
    ("plan", &[]),
    ("pictures", &[]),
    ("poster", &[]),
    ("render", &["theme", "markdown", "calendar", "ical", "poster"]),
    (
        "pipeline",
        &[
            "disk", "fields", "theme", "markdown", "parse", "calendar", "ical", "ledger", "resolve", "plan",
            "pictures", "poster", "render",
        ],
    ),
    (
        "serve",
        &[
            "disk", "fields", "theme", "markdown", "parse", "calendar", "ical", "ledger", "resolve", "plan",
            "pictures", "poster", "render", "pipeline",
        ],
    ),
    ("lib", &[]),
];

/// What a file imports: room and line.
#[derive(Default)]
struct Imports {
    rooms: BTreeSet<String>,
}

impl Imports {
    fn tree(&mut self, tree: &UseTree, in_crate: bool) {
        match tree {
            UseTree::Path(path) if path.ident == "crate" => self.tree(&path.tree, true),
            UseTree::Path(path) if in_crate => {
                self.rooms.insert(path.ident.to_string());
            }
            UseTree::Name(name) if in_crate => {
                self.rooms.insert(name.ident.to_string());
            }
            UseTree::Rename(name) if in_crate => {
                self.rooms.insert(name.ident.to_string());
            }
            UseTree::Group(group) => group.items.iter().for_each(|item| self.tree(item, in_crate)),
            UseTree::Path(_) | UseTree::Name(_) | UseTree::Rename(_) | UseTree::Glob(_) => {}
        }
    }

    /// `crate::room` inside the tokens of a macro call, which the syntax tree does not open.
    fn tokens(&mut self, tokens: &str) {
        for (at, _) in tokens.match_indices("crate") {
            let rest = tokens[at + "crate".len()..].trim_start();
            let Some(rest) = rest.strip_prefix("::") else { continue };
            let room: String =
                rest.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            self.rooms.insert(room);
        }
    }
}

impl<'ast> Visit<'ast> for Imports {
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.tree(&item.tree, false);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let mut segments = path.segments.iter();
        if segments.next().is_some_and(|first| first.ident == "crate")
            && let Some(room) = segments.next()
        {
            self.rooms.insert(room.ident.to_string());
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.tokens(&call.tokens.to_string());
        visit::visit_macro(self, call);
    }

    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {
        // `pub(in crate::room)` narrows, it does not import.
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn imports(source: &str) -> BTreeSet<String> {
    let file = syn::parse_file(source).expect("the file is Rust");
    let mut imports = Imports::default();
    imports.visit_file(&file);
    imports.rooms
}

#[test]
fn every_arrow_between_rooms_is_in_the_table() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let allowed: BTreeMap<&str, &[&str]> = TABLE.into_iter().collect();
    let mut wrong = Vec::new();
    for path in sources(&root) {
        let relative = path.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
        let room =
            relative.split('/').next().expect("a path has a first part").trim_end_matches(".rs").to_owned();
        if room == "main" || room == "cli" || room == "lib" {
            continue;
        }
        let Some(may) = allowed.get(room.as_str()) else {
            wrong.push(format!("{relative}: `{room}` is not in the table"));
            continue;
        };
        let source = std::fs::read_to_string(&path).expect("the file can be read");
        for imported in imports(&source) {
            let of_all = match room.as_str() {
                "model" => false,
                "diagnostics" => imported == "model",
                _ => imported == "model" || imported == "diagnostics",
            };
            if imported != room && !of_all && !may.contains(&imported.as_str()) {
                wrong.push(format!("{relative}: `{room}` imports `{imported}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that the table does not have:\n{}", wrong.join("\n"));
}

#[test]
fn the_table_of_the_architecture_page_is_this_one() {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md"))
        .expect("ARCHITECTURE.md can be read");
    let mut written: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in page.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, name, _, may, _] = cells.as_slice() else { continue };
        let Some(room) = name.strip_prefix('`').and_then(|name| name.strip_suffix("/`")) else { continue };
        let rooms = may.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        written.insert(room.to_owned(), rooms);
    }
    for (room, may) in TABLE {
        if room == "lib" {
            continue;
        }
        let may: BTreeSet<String> = may.iter().map(|room| (*room).to_owned()).collect();
        assert_eq!(written.get(room), Some(&may), "what ARCHITECTURE.md says of `{room}`");
    }
}

#[test]
fn grouped_and_inline_paths_are_seen() {
    let source = r#"
        use crate::{model::Kind, plan::{self, plan}};
        fn f() { let _ = crate::disk::read; println!("{}", crate::serve::x()); }
        pub(in crate::theme) struct S;
    "#;
    let seen: Vec<String> = imports(source).into_iter().collect();
    assert_eq!(seen, ["disk", "model", "plan", "serve"]);
}
