//! `handbill new`.

use std::path::Path;
use std::process::Command;

use handbill::disk;
use handbill::fields::{NewSource, new_source};
use handbill::model::{Kind, OutputPath, Page, Site, SiteConfig, SourcePath};
use handbill::parse;
use handbill::pipeline::Now;
use handbill::resolve::{is_reserved, slugify};
use jiff::Timestamp;

use super::args::{NewArgs, SiteArgs};
use super::exit::{Exit, Failure};
use super::report;
use super::site;

pub(crate) fn run(args: &NewArgs, quiet: bool) -> Result<Exit, Failure> {
    let kind = Kind::of_name(&args.kind).ok_or_else(|| {
        Failure::usage(format!("there is no kind `{}`", args.kind), "run `handbill new --help`")
    })?;
    let at = Timestamp::now();
    let site_args = SiteArgs { site: args.site.clone(), now: None };
    let edition = site::pipeline(&site_args, None, site::drafts(false), false)?.run(&Now::At(at))?;
    let Some(config) = &edition.config else {
        report::text(&edition, &edition.diagnostics, quiet);
        anstream::eprintln!("nothing was made: `handbill.toml` cannot be used");
        return Ok(Exit::Site);
    };
    let suffix = match &args.lang {
        None => String::new(),
        Some(lang) if *lang == config.language.as_str() => String::new(),
        Some(lang) if config.languages.keys().any(|known| known.as_str() == lang) => format!(".{lang}"),
        Some(lang) => {
            return Err(Failure::usage(
                format!("this site has no language `{lang}`"),
                format!("add `[languages.{lang}]` to handbill.toml, or use {}", langs(config)),
            ));
        }
    };
    let slug = file_name(&args.title);
    if slug.is_empty() {
        return Err(Failure::usage(
            "nothing of this title can be a file's name",
            "use letters or digits of any script",
        ));
    }
    let folder = kind.folder().map_or_else(|| "content".to_owned(), |folder| format!("content/{folder}"));
    let source = format!("{folder}/{slug}{suffix}.md");
    check_name(kind, &slug, &source, config)?;
    let path = site::inside(&args.site, &source);
    let zone =
        handbill::calendar::Zones::bundled().get(&config.timezone.value).unwrap_or(jiff::tz::TimeZone::UTC);
    let uid = fresh_uid(&slug, at);
    let site = edition.printer.as_ref().map(|printer| printer.site());
    let member = site.and_then(|site| first(site, Kind::Member));
    let member = member.and_then(|page| page.url.as_str().trim_end_matches('/').rsplit('/').next());
    // What a poster is for, the likeliest first.
    let targets = [Kind::Event, Kind::Drop, Kind::Story, Kind::Campaign, Kind::Chapter, Kind::Post];
    let page = site.and_then(|site| targets.into_iter().find_map(|kind| first(site, kind)));
    let page = page.map(|page| page.document.name.reference());
    let text = new_source(&NewSource {
        kind,
        title: &args.title,
        uid: &uid,
        now: at.to_zoned(zone).datetime(),
        lang: &config.language,
        member,
        page: page.as_deref(),
    });
    disk::write_new(&path, text.as_bytes())?;
    if !quiet {
        anstream::eprintln!("made {} → {}", kind.with_article(), site::shown(&path));
    }
    if args.open {
        open_in_editor(&path)?;
    }
    Ok(Exit::Done)
}

/// The first entry of a kind's list in the default language.
fn first(site: &Site, kind: Kind) -> Option<&Page> {
    let list = site.list_of(kind, &site.config.language)?;
    list.pages.first().map(|id| &**site.page(*id))
}

/// The file's name without its ending, made of the title.
///
/// A dot would begin the language (`node.js`), and a very long title is no name that anybody types.
fn file_name(title: &str) -> String {
    const MOST_BYTES: usize = 80;
    let slug = slugify(&title.replace('.', "-")).to_lowercase();
    let end = slug.floor_char_boundary(MOST_BYTES);
    slug[..end].trim_end_matches('-').to_owned()
}

/// Refuses a name that the next `check` would refuse, or that would make something else than an entry.
fn check_name(kind: Kind, slug: &str, source: &str, config: &SiteConfig) -> Result<(), Failure> {
    const ANOTHER: &str = "make it with another title, and change the title in the file";
    let is_entry = parse::name(&SourcePath::new(source), config)
        .is_ok_and(|name| !name.is_index && !name.bundle && name.stem == slug);
    if !is_entry {
        let place = match kind.folder() {
            Some(folder) => format!("; the text above the list stands in `content/{folder}/_index.md`"),
            None => "; the text of the home page stands in `content/index.md`".to_owned(),
        };
        return Err(Failure::usage(
            format!("`{source}` would not be {}", kind.with_article()),
            format!("{ANOTHER}{place}"),
        ));
    }
    if kind.folder().is_none() && is_reserved(slug, config) {
        let place = Kind::of_folder(slug).map_or_else(String::new, |_| {
            format!("; the text above the list stands in `content/{slug}/_index.md`")
        });
        return Err(Failure::usage(
            format!("`/{slug}/` belongs to the site itself"),
            format!("{ANOTHER}{place}"),
        ));
    }
    OutputPath::new(slug)
        .map(drop)
        .map_err(|why| Failure::usage(format!("`{slug}` cannot be part of an address: {why}"), ANOTHER))
}

fn langs(config: &SiteConfig) -> String {
    config.langs().map(|lang| format!("`{lang}`")).collect::<Vec<_>>().join(", ")
}

/// An identity that no other source will have: the slug, and when it was made.
fn fresh_uid(slug: &str, at: Timestamp) -> String {
    let digest = blake3::hash(format!("{slug}\n{}", at.as_nanosecond()).as_bytes()).to_hex();
    format!("{slug}-{}", &digest[..8])
}

fn open_in_editor(path: &Path) -> Result<(), Failure> {
    let editor = std::env::var_os("VISUAL").or_else(|| std::env::var_os("EDITOR"));
    let Some(editor) = editor else {
        return Err(Failure::machine("no editor is set", "set $EDITOR to the program that you write with"));
    };
    let started = Command::new(&editor).arg(path).status();
    match started {
        Ok(_) => Ok(()),
        Err(error) => Err(Failure::machine(
            format!("{} could not be started: {error}", editor.to_string_lossy()),
            "set $EDITOR to the program that you write with",
        )),
    }
}

/// Opens a file or an address with the program that the system has for it.
pub(crate) fn open_in_browser(target: impl AsRef<std::ffi::OsStr>) -> Result<(), Failure> {
    let target = target.as_ref();
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.args(["/C", "start", ""]);
        command
    } else {
        Command::new("xdg-open")
    };
    command.arg(target).stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    command.spawn().map(drop).map_err(|error| {
        Failure::machine(
            format!("no browser could be started: {error}"),
            format!("open {} yourself", target.to_string_lossy()),
        )
    })
}
