//! The views of templates, as a page of the documentation: out of the structs themselves and their comments.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use syn::{Attribute, Fields, GenericArgument, Item, ItemStruct, PathArguments, Type};

const INTRO: &str = "+++
title = \"What templates see\"
summary = \"Every variable of every template, field by field.\"
+++

Which template gets which of these is told under [themes](../guide/themes.md#which-template-prints-what). A text that
there may be none of is empty; anything else is missing then, which `{% if page.image %}` asks for. An address \"to
stand behind `root`\" is written `{{ root }}{{ page.url }}`.
";

/// The page's text, and every public field or struct without a comment.
pub(crate) fn page(root: &Path) -> (String, Vec<String>) {
    let mut silent = Vec::new();
    let mut structs = Vec::new();
    for path in sources(root) {
        let text = std::fs::read_to_string(&path).expect("a source file");
        let file = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for item in file.items {
            if let Item::Struct(item) = item
                && is_view(&item)
            {
                structs.push(item);
            }
        }
    }
    let names: Vec<String> = structs.iter().map(|item| item.ident.to_string()).collect();
    let mut page = INTRO.to_owned();
    for item in &structs {
        let doc = doc(&item.attrs);
        if doc.is_empty() {
            silent.push(item.ident.to_string());
        }
        let heading = heading(&item.ident.to_string());
        write!(page, "\n## {heading}\n\n{doc}\n\n| field | holds | is |\n|---|---|---|\n")
            .expect("a String takes every text");
        let Fields::Named(fields) = &item.fields else { continue };
        for field in &fields.named {
            let name = field.ident.as_ref().expect("a named field").to_string();
            let doc = self::doc(&field.attrs);
            if doc.is_empty() {
                silent.push(format!("{}.{name}", item.ident));
            }
            let holds = holds(&field.ty, &doc, &names);
            writeln!(page, "| `{name}` | {holds} | {} |", doc.replace('|', "\\|"))
                .expect("a String takes every text");
        }
    }
    (page, silent)
}

/// The files that views are written in, those of `views/` first.
fn sources(root: &Path) -> Vec<PathBuf> {
    let views = std::fs::read_dir(root.join("src/render/views")).expect("the views");
    let mut paths: Vec<PathBuf> = views.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.extend(["src/theme/palette.rs"].map(|path| root.join(path)));
    paths
}

/// Whether templates see it.
fn is_view(item: &ItemStruct) -> bool {
    let derives = item.attrs.iter().filter(|attribute| attribute.path().is_ident("derive"));
    let mut derives = derives.map(|attribute| match &attribute.meta {
        syn::Meta::List(list) => list.tokens.to_string(),
        syn::Meta::Path(_) | syn::Meta::NameValue(_) => String::new(),
    });
    matches!(item.vis, syn::Visibility::Public(_)) && derives.any(|derived| derived.contains("Serialize"))
}

/// A comment as one paragraph.
fn doc(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter(|attribute| attribute.path().is_ident("doc"));
    let lines = lines.filter_map(|attribute| match &attribute.meta {
        syn::Meta::NameValue(pair) => match &pair.value {
            syn::Expr::Lit(literal) => match &literal.lit {
                syn::Lit::Str(text) => Some(text.value().trim().to_owned()),
                _ => None,
            },
            _ => None,
        },
        syn::Meta::Path(_) | syn::Meta::List(_) => None,
    });
    // Links between items of the source lead nowhere on a page.
    lines.collect::<Vec<_>>().join(" ").replace("[`", "`").replace("`]", "`").trim().to_owned()
}

/// `LedgerRow` to `Ledger row`, `PageView` to `Page`; what a shared view serialises as has its name: `DateForms`.
fn heading(name: &str) -> String {
    let name = name
        .strip_suffix("View")
        .or(name.strip_suffix("Forms"))
        .filter(|name| !name.is_empty())
        .unwrap_or(name);
    let mut heading = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !heading.is_empty() {
            heading.push(' ');
            heading.extend(c.to_lowercase());
        } else {
            heading.push(c);
        }
    }
    heading
}

/// What a field holds, in words of templates.
fn holds(ty: &Type, doc: &str, names: &[String]) -> String {
    match ty {
        Type::Reference(reference) => holds(&reference.elem, doc, names),
        Type::Slice(slice) => format!("list of {}", holds(&slice.elem, doc, names)),
        Type::Array(array) => format!("list of {}", holds(&array.elem, doc, names)),
        Type::Path(path) => {
            let last = path.path.segments.last().expect("a path has a part");
            let inner: Vec<&Type> = match &last.arguments {
                PathArguments::AngleBracketed(arguments) => {
                    let types = arguments.args.iter().filter_map(|argument| match argument {
                        GenericArgument::Type(ty) => Some(ty),
                        _ => None,
                    });
                    types.collect()
                }
                PathArguments::None | PathArguments::Parenthesized(_) => Vec::new(),
            };
            let name = last.ident.to_string();
            match (name.as_str(), inner.as_slice()) {
                ("Option", [inner]) => format!("{}, or nothing", holds(inner, doc, names)),
                ("Vec" | "Arc" | "Box" | "Cow" | "Shared", [inner]) if name != "Vec" => {
                    holds(inner, doc, names)
                }
                ("Vec", [inner]) => format!("list of {}", holds(inner, doc, names)),
                ("IndexMap" | "BTreeMap", _) => "table".to_owned(),
                ("bool", _) => "true or false".to_owned(),
                ("f32" | "f64", _) => "number".to_owned(),
                ("usize" | "u8" | "u16" | "u32" | "u64" | "i8" | "i16" | "i32" | "i64", _) => {
                    "whole number".to_owned()
                }
                ("Value", _) if doc.to_lowercase().contains("in short") || doc.contains("ummar") => {
                    "[summary](#summary)".to_owned()
                }
                ("Value", _) => "anything".to_owned(),
                _ if names.contains(&name) || names.contains(&name.replace("View", "Forms")) => {
                    let heading = heading(&name).to_lowercase();
                    format!("[{heading}](#{})", heading.replace(' ', "-"))
                }
                _ => "text".to_owned(),
            }
        }
        _ => "text".to_owned(),
    }
}
