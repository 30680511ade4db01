//! `handbill init`: a small working site.

use include_dir::{Dir, include_dir};

use handbill::disk;

use super::args::{Ci, InitArgs, StarterLang};
use super::exit::{Exit, Failure};
use super::site;

static STARTER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/starter");

/// What a starter's texts are filled in with: the community's name, TOML-escaped, and the day.
const TITLE: &str = "%TITLE%";
const TODAY: &str = "%TODAY%";
const NEXT_WEEK: &str = "%NEXT-WEEK%";

pub(crate) fn run(args: &InitArgs, quiet: bool) -> Result<Exit, Failure> {
    let (folder, default_title) = match args.lang {
        StarterLang::En => ("en", "Our Community"),
        StarterLang::Zh => ("zh", "我们的社区"),
    };
    let title = args.title.as_deref().unwrap_or(default_title);
    if title.chars().any(char::is_control) {
        return Err(Failure::usage("the title has a control character", "write it on one line"));
    }
    let today = jiff::Zoned::now();
    let next_week = today.saturating_add(jiff::Span::new().days(7));
    let fill = |text: &str| {
        text.replace(TITLE, &title.replace('\\', "\\\\").replace('"', "\\\""))
            .replace(TODAY, &today.date().to_string())
            .replace(NEXT_WEEK, &next_week.date().to_string())
    };
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    collect(folder, folder, &mut files);
    match args.ci {
        None => {}
        Some(Ci::Github) => collect("ci/github", "ci/github", &mut files),
        Some(Ci::Gitlab) => collect("ci/gitlab", "ci/gitlab", &mut files),
        Some(Ci::Netlify) => collect("ci/netlify", "ci/netlify", &mut files),
        Some(Ci::Cloudflare) => collect("ci/cloudflare", "ci/cloudflare", &mut files),
    }
    // Nothing is written where anything would be in the way: a site is whole or not there.
    let taken: Vec<&str> = files
        .iter()
        .map(|(path, _)| path.as_str())
        .filter(|path| args.dir.join(path).symlink_metadata().is_ok())
        .collect();
    if !taken.is_empty() {
        return Err(Failure::usage(
            format!("{} is already there: {}", site::shown(&args.dir), taken.join(", ")),
            "choose an empty folder: `handbill init my-site`",
        ));
    }
    for (path, bytes) in &files {
        let filled = match std::str::from_utf8(bytes) {
            Ok(text) => fill(text).into_bytes(),
            Err(_) => bytes.clone(),
        };
        disk::write_new(&args.dir.join(path), &filled)?;
    }
    if !quiet {
        let place =
            if args.dir.as_os_str() == "." { String::new() } else { format!(" {}", site::shown(&args.dir)) };
        anstream::eprintln!(
            "made a site of {} files → {}\nnext: `handbill serve{place}` shows it, `handbill build{place}` prints it",
            files.len(),
            site::shown(&args.dir)
        );
    }
    Ok(Exit::Done)
}

/// Every file below a folder of the starter, by its path from `root`.
///
/// Names start with `dot-` where the site's start with a dot, which packaging would leave out.
fn collect(folder: &str, root: &str, files: &mut Vec<(String, Vec<u8>)>) {
    let Some(dir) = STARTER.get_dir(folder) else { return };
    for file in dir.files() {
        let Some(path) = file.path().to_str().and_then(|path| path.strip_prefix(root)) else { continue };
        let path = path.trim_start_matches('/').replace("dot-", ".");
        files.push((path, file.contents().to_vec()));
    }
    for inner in dir.dirs() {
        if let Some(path) = inner.path().to_str() {
            collect(path, root, files);
        }
    }
}
