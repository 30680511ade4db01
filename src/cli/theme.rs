//! `handbill theme`: what themes there are, and a copy of one to change.

use std::path::{Component, Path, PathBuf};

use handbill::diagnostics::nearest;
use handbill::disk::{self, DiskError};
use handbill::fields;
use handbill::model::{Data, SourcePath, SourceTree};
use handbill::pipeline::CONFIG;
use handbill::theme::{self, OptionKind, ThemeFile, ThemeInfo, ThemeOption};
use serde::Serialize;

use super::args::{ThemeCommand, ThemeEjectArgs, ThemeListArgs};
use super::exit::{Exit, Failure};
use super::report;
use super::site;

pub(crate) fn run(command: &ThemeCommand, quiet: bool) -> Result<Exit, Failure> {
    match command {
        ThemeCommand::List(args) => list(args, quiet),
        ThemeCommand::Eject(args) => eject(args, quiet),
    }
}

/// A theme, as `--json` prints it.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    name: &'a str,
    description: &'a str,
    builtin: bool,
    used: bool,
    extends: Option<&'a str>,
    options: Vec<OptionEntry<'a>>,
}

/// An option, as `--json` prints it.
#[derive(Debug, Serialize)]
struct OptionEntry<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    default: &'a Data,
    doc: &'a str,
    theme: &'a str,
    choices: Option<&'a [String]>,
    min: Option<i64>,
    max: Option<i64>,
}

fn list(args: &ThemeListArgs, quiet: bool) -> Result<Exit, Failure> {
    let files = match disk::read(&args.site, None) {
        Ok((files, _)) => files,
        // The themes inside the program are there without a site.
        Err(DiskError::NotASite { .. }) => SourceTree::default(),
        Err(error) => return Err(error.into()),
    };
    let used = chosen(&files);
    let themes = theme::catalog(&files);
    if args.json {
        let entries: Vec<Entry<'_>> = themes.iter().map(|theme| entry(theme, used.as_deref())).collect();
        anstream::println!("{}", serde_json::to_string(&entries).expect("texts are JSON"));
        return Ok(Exit::Done);
    }
    for (number, theme) in themes.iter().enumerate() {
        if number > 0 {
            anstream::println!();
        }
        show(theme, used.as_deref());
    }
    if !quiet {
        let place = if files.files.is_empty() { String::new() } else { site::of_site(&args.site) };
        anstream::eprintln!("listed {}{place}", report::count(themes.len(), "theme"));
    }
    Ok(Exit::Done)
}

/// The theme that a site's configuration names.
fn chosen(files: &SourceTree) -> Option<String> {
    let path = SourcePath::new(CONFIG);
    let (config, _) = fields::decode_config(&path, files.text(&path)?);
    config.map(|config| config.theme.value)
}

fn show(theme: &ThemeInfo, used: Option<&str>) {
    let mut facts =
        vec![if theme.builtin { "built in".to_owned() } else { format!("themes/{}", theme.name) }];
    facts.extend(theme.extends.as_ref().map(|parent| format!("extends {parent}")));
    facts.extend((used == Some(theme.name.as_str())).then(|| "in use".to_owned()));
    let bold = anstyle::Style::new().bold();
    anstream::println!("{bold}{}{bold:#} ({})", theme.name, facts.join(", "));
    if !theme.description.is_empty() {
        anstream::println!("  {}", theme.description);
    }
    for (name, option) in &theme.options {
        let origin = if option.theme == theme.name { String::new() } else { format!(" ({})", option.theme) };
        anstream::println!("  {name}: {} = {}{origin}", values(&option.kind), toml(&option.default));
        anstream::println!("      {}", option.doc);
    }
}

/// What an option takes, for people.
fn values(kind: &OptionKind) -> String {
    match kind {
        OptionKind::Integer(i64::MIN, i64::MAX) => kind.name().to_owned(),
        OptionKind::Integer(min, i64::MAX) => format!("{} from {min}", kind.name()),
        OptionKind::Integer(i64::MIN, max) => format!("{} to {max}", kind.name()),
        OptionKind::Integer(min, max) => format!("{} from {min} to {max}", kind.name()),
        OptionKind::Choice(choices) => choices.join(" | "),
        OptionKind::String
        | OptionKind::Boolean
        | OptionKind::Color
        | OptionKind::Picture
        | OptionKind::List => kind.name().to_owned(),
    }
}

/// A value as `handbill.toml` writes it; JSON's texts and lists are TOML too.
fn toml(value: &Data) -> String {
    serde_json::to_string(value).expect("free data is JSON")
}

fn entry<'a>(theme: &'a ThemeInfo, used: Option<&str>) -> Entry<'a> {
    Entry {
        name: &theme.name,
        description: &theme.description,
        builtin: theme.builtin,
        used: used == Some(theme.name.as_str()),
        extends: theme.extends.as_deref(),
        options: theme.options.iter().map(|(name, option)| option_entry(name, option)).collect(),
    }
}

fn option_entry<'a>(name: &'a str, option: &'a ThemeOption) -> OptionEntry<'a> {
    let (choices, min, max) = match &option.kind {
        OptionKind::Choice(choices) => (Some(choices.as_slice()), None, None),
        OptionKind::Integer(min, max) => {
            (None, Some(*min).filter(|min| *min > i64::MIN), Some(*max).filter(|max| *max < i64::MAX))
        }
        OptionKind::String
        | OptionKind::Boolean
        | OptionKind::Color
        | OptionKind::Picture
        | OptionKind::List => (None, None, None),
    };
    OptionEntry {
        name,
        kind: option.kind.name(),
        default: &option.default,
        doc: &option.doc,
        theme: &option.theme,
        choices,
        min,
        max,
    }
}

fn eject(args: &ThemeEjectArgs, quiet: bool) -> Result<Exit, Failure> {
    let (root, names) = site_and_files(args);
    let (files, _) = disk::read(&root, None)?;
    let theme = args.theme.clone().or_else(|| chosen(&files)).unwrap_or_else(|| theme::DEFAULT.to_owned());
    let known = theme::catalog(&files);
    if !known.iter().any(|known| known.name == theme) {
        let list = known.iter().map(|known| known.name.as_str()).collect::<Vec<_>>().join(", ");
        return Err(Failure::usage(format!("there is no theme `{theme}`"), format!("themes here: {list}")));
    }
    let (copied, into) = if names.is_empty() {
        let into = args.into.clone().unwrap_or_else(|| PathBuf::from(format!("themes/{theme}")));
        (theme::files_of(&files, &theme).unwrap_or_default(), into)
    } else {
        (chosen_files(&files, &theme, &names)?, args.into.clone().unwrap_or_default())
    };
    check_place(&into)?;
    let folder = root.join(&into);
    let taken: Vec<String> = copied
        .iter()
        .map(|file| folder.join(&file.name))
        .filter(|path| path.symlink_metadata().is_ok())
        .map(|path| site::shown(&path))
        .collect();
    if !taken.is_empty() {
        return Err(Failure::usage(
            format!("already there: {}", taken.join(", ")),
            "nothing was copied; move these away, or choose another folder with `--into themes/NAME`",
        ));
    }
    for file in &copied {
        disk::write_new(&folder.join(&file.name), &file.bytes)?;
    }
    if !quiet {
        let count = report::count(copied.len(), "file");
        let next = next(&into, &chosen(&files).unwrap_or_default(), names.is_empty());
        anstream::eprintln!("copied {count} of the theme {theme} → {}\n{next}", site::shown(&folder));
    }
    Ok(Exit::Done)
}

/// The site may be left out before files: a first name that is no folder is one of those.
fn site_and_files(args: &ThemeEjectArgs) -> (PathBuf, Vec<String>) {
    let mut names: Vec<String> =
        args.files.iter().map(|name| name.trim_start_matches("./").to_owned()).collect();
    if args.site.join(CONFIG).exists() || (names.is_empty() && args.site.is_dir()) {
        return (args.site.clone(), names);
    }
    match args.site.to_str() {
        Some(first) if Path::new(CONFIG).exists() => {
            names.insert(0, first.trim_start_matches("./").to_owned());
            (PathBuf::from("."), names)
        }
        Some(_) | None => (args.site.clone(), names),
    }
}

/// The files of the theme that were asked for.
fn chosen_files(files: &SourceTree, theme: &str, names: &[String]) -> Result<Vec<ThemeFile>, Failure> {
    let mut chosen: Vec<ThemeFile> = Vec::new();
    for name in names {
        let found = theme::file_of(files, theme, name);
        if found.is_empty() {
            let all = theme::file_of(files, theme, "");
            let near = nearest(name, all.iter().map(|file| file.name.as_str()));
            return Err(Failure::usage(
                format!("the theme `{theme}` has no file `{name}`"),
                match near {
                    Some(near) => format!("did you mean {near}?"),
                    None => "name it as the theme does, for example templates/post.html".to_owned(),
                },
            ));
        }
        for file in found {
            if !chosen.contains(&file) {
                chosen.push(file);
            }
        }
    }
    Ok(chosen)
}

/// Refuses a folder outside of the site, where no build would look.
fn check_place(into: &Path) -> Result<(), Failure> {
    if into.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)) {
        return Ok(());
    }
    Err(Failure::usage(
        format!("{} does not lie in the site", into.display()),
        "name a folder of the site: `--into themes/mine`",
    ))
}

/// What makes the copy count.
fn next(into: &Path, used: &str, whole: bool) -> String {
    let into = into.strip_prefix(".").unwrap_or(into);
    let parts: Vec<&str> = into.iter().filter_map(|part| part.to_str()).collect();
    match parts.as_slice() {
        [] if !whole => "they stand for the theme's own from now on".to_owned(),
        ["themes", name] if *name == used => {
            format!("the site's theme is `{name}` already: the copy stands for it from now on")
        }
        ["themes", name] => format!("next: write `theme = \"{name}\"` into handbill.toml"),
        _ => "a theme counts in a folder `themes/NAME/`, with `theme = \"NAME\"` in handbill.toml".to_owned(),
    }
}
