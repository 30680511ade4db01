//! The command line as it is typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// A press for communities: a folder of Markdown becomes a site, calendars and posters.
#[derive(Debug, Parser)]
#[command(name = "handbill", version, max_term_width = 100)]
pub(crate) struct Cli {
    /// Say nothing but results and errors
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a small working site
    Init(InitArgs),
    /// Make a new source, its front matter filled in and explained
    New(NewArgs),
    /// Print the site into a folder
    Build(BuildArgs),
    /// Preview the site, reloading as you write
    #[cfg(feature = "serve")]
    Serve(ServeArgs),
    /// Find every problem of the site, and write nothing
    Check(CheckArgs),
    /// List what is in the site
    List(ListArgs),
    /// List what each member agreed to, what that allows and when it ends
    Consent(ConsentArgs),
    /// Tell when the site should be built again
    Next(NextArgs),
    /// Draw posters and sheets of labels, and list their codes
    Poster(PosterArgs),
    /// Show the themes there are, or copy one out to change it
    Theme(ThemeArgs),
    /// Print the JSON Schema of the configuration or of a kind's front matter
    Schema(SchemaArgs),
    /// Print completions for a shell
    Completions(CompletionsArgs),
}

/// What every look at a site takes.
#[derive(Debug, Args)]
pub(crate) struct SiteArgs {
    /// The site's folder
    #[arg(default_value = ".", value_name = "SITE")]
    pub(crate) site: PathBuf,
    /// Build as of another instant: 2026-11-27T19:30+08:00, a local time, a date, or seconds since 1970
    #[arg(long, value_name = "INSTANT", env = "SOURCE_DATE_EPOCH", hide_env = true)]
    pub(crate) now: Option<String>,
}

/// Where links lead and how they look.
#[derive(Debug, Args)]
pub(crate) struct LinkArgs {
    /// Stand for `base_url` of the configuration
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    /// Links for a web server, or for a disk or stick
    #[arg(long, value_enum, default_value_t = Links::Web)]
    pub(crate) links: Links,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Links {
    /// events/spring/
    Web,
    /// events/spring/index.html
    Files,
}

#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// The new site's folder
    #[arg(default_value = ".", value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// The site's language
    #[arg(long, value_enum, default_value_t = StarterLang::En)]
    pub(crate) lang: StarterLang,
    /// The community's name
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// Add a file that builds the site at this host
    #[arg(long, value_enum)]
    pub(crate) ci: Option<Ci>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum StarterLang {
    /// English
    En,
    /// Chinese
    Zh,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Ci {
    /// GitHub Actions and Pages
    Github,
    /// GitLab CI and Pages
    Gitlab,
    /// Netlify
    Netlify,
    /// Cloudflare Pages
    Cloudflare,
}

#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    /// What to make: post, event, drop, story, member, chapter, print-run, tier, campaign, faq, page
    #[arg(value_name = "KIND", value_parser = kinds())]
    pub(crate) kind: String,
    /// Its title, or a member's name
    pub(crate) title: String,
    /// The site's folder
    #[arg(long, default_value = ".", value_name = "SITE")]
    pub(crate) site: PathBuf,
    /// Its language, where the site has several
    #[arg(long)]
    pub(crate) lang: Option<String>,
    /// Open it in the editor that $EDITOR names
    #[arg(long)]
    pub(crate) open: bool,
}

#[derive(Debug, Args)]
pub(crate) struct BuildArgs {
    #[command(flatten)]
    pub(crate) site: SiteArgs,
    #[command(flatten)]
    pub(crate) links: LinkArgs,
    /// Where to write; SITE/public if left out
    #[arg(long, short, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Print drafts too
    #[arg(long)]
    pub(crate) drafts: bool,
    /// Refuse to change files of the site itself, as CI should
    #[arg(long)]
    pub(crate) locked: bool,
    /// Leave posters out
    #[arg(long)]
    pub(crate) no_posters: bool,
    /// Report as data
    #[arg(long, value_enum)]
    pub(crate) report: Option<BuildReport>,
    /// Open the site in the browser when it is built
    #[arg(long)]
    pub(crate) open: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BuildReport {
    /// One JSON object on stdout
    Json,
}

#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub(crate) site: SiteArgs,
    #[command(flatten)]
    pub(crate) links: LinkArgs,
    /// The port; the next free one from 4100 if left out
    #[arg(long, short)]
    pub(crate) port: Option<u16>,
    /// Let other devices of the network in too, by an address with a pass in it
    #[arg(long)]
    pub(crate) lan: bool,
    /// Print drafts too
    #[arg(long)]
    pub(crate) drafts: bool,
    /// Look for changes instead of being told of them, for network and container file systems
    #[arg(long)]
    pub(crate) poll: bool,
    /// Open the preview in the browser
    #[arg(long)]
    pub(crate) open: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) site: SiteArgs,
    /// Look at drafts too
    #[arg(long)]
    pub(crate) drafts: bool,
    /// Draw the posters too, and read their codes back
    #[arg(long)]
    pub(crate) posters: bool,
    /// How to report
    #[arg(long, value_enum, default_value_t = CheckReport::Text)]
    pub(crate) report: CheckReport,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckReport {
    /// For people
    Text,
    /// One JSON object on stdout
    Json,
    /// Annotations of a GitHub workflow
    Github,
}

#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    pub(crate) site: SiteArgs,
    /// Only this kind
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    pub(crate) kind: Option<String>,
    /// Only what lacks something: past events without a recap
    #[arg(long, value_enum)]
    pub(crate) needs: Option<Needs>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Needs {
    /// Past events that no recap tells of
    Recap,
}

#[derive(Debug, Args)]
pub(crate) struct NextArgs {
    #[command(flatten)]
    pub(crate) site: SiteArgs,
    /// As a line for a crontab, in UTC
    #[arg(long)]
    pub(crate) cron: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ConsentArgs {
    #[command(flatten)]
    pub(crate) site: SiteArgs,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct PosterArgs {
    #[command(subcommand)]
    pub(crate) command: PosterCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PosterCommand {
    /// Draw one poster into a file
    Render(PosterRenderArgs),
    /// Set the codes of a print run's places as labels, to print and cut
    Sheet(PosterSheetArgs),
    /// List every code: its address, what it leads to, and where it stands
    Codes(PosterCodesArgs),
    /// Show every design in every format with the site's own content, as one picture
    Designs(PosterDesignsArgs),
}

#[derive(Debug, Args)]
pub(crate) struct PosterRenderArgs {
    /// The page: `events/spring-salon`, the path of its source, its address, or the code on its poster
    pub(crate) target: String,
    #[command(flatten)]
    pub(crate) site: SiteArgs,
    /// A design of the theme, instead of the page's own
    #[arg(long, value_name = "NAME")]
    pub(crate) design: Option<String>,
    /// wide, portrait, tall, square or a4
    #[arg(long, value_name = "FORMAT", default_value = "portrait")]
    pub(crate) format: String,
    /// Of a print run: the place whose code it carries, by its id; that of the web without it
    #[arg(long, value_name = "ID")]
    pub(crate) placement: Option<String>,
    /// The page's language, where it is not the site's
    #[arg(long, value_name = "TAG")]
    pub(crate) lang: Option<String>,
    /// The file; its ending says whether it is a PNG, JPG, SVG or PDF [default: SLUG-FORMAT.png; of a4 .pdf]
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct PosterSheetArgs {
    /// The print run: `posters/cafe-doors`
    pub(crate) run: String,
    #[command(flatten)]
    pub(crate) site: SiteArgs,
    /// a3, a4, a5 or letter
    #[arg(long, default_value = "a4")]
    pub(crate) paper: String,
    /// How many labels stand side by side, and how many one above the other
    #[arg(long, value_name = "COLUMNSxROWS", default_value = "3x8")]
    pub(crate) labels: String,
    /// Print marks where to cut, for paper that is not cut into labels yet
    #[arg(long)]
    pub(crate) cut_marks: bool,
    /// The print run's language, where it is not the site's
    #[arg(long, value_name = "TAG")]
    pub(crate) lang: Option<String>,
    /// The PDF [default: SLUG-labels.pdf]
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct PosterDesignsArgs {
    #[command(flatten)]
    pub(crate) site: SiteArgs,
    /// The PNG
    #[arg(long, value_name = "FILE", default_value = "designs.png")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct PosterCodesArgs {
    #[command(flatten)]
    pub(crate) site: SiteArgs,
    /// Write the codes that codes.toml lacks into it
    #[arg(long)]
    pub(crate) issue: bool,
    /// As a table for spreadsheets
    #[arg(long, conflicts_with = "json")]
    pub(crate) csv: bool,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ThemeArgs {
    #[command(subcommand)]
    pub(crate) command: ThemeCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ThemeCommand {
    /// Show the themes there are, and their options
    List(ThemeListArgs),
    /// Copy a theme, or files of it, into the site
    Eject(ThemeEjectArgs),
}

#[derive(Debug, Args)]
pub(crate) struct ThemeListArgs {
    /// The site's folder; outside of one, the themes inside the program are shown
    #[arg(default_value = ".", value_name = "SITE")]
    pub(crate) site: PathBuf,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ThemeEjectArgs {
    /// The site's folder
    #[arg(default_value = ".", value_name = "SITE")]
    pub(crate) site: PathBuf,
    /// Files or folders of the theme, such as templates/post.html; the whole theme if left out
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<String>,
    /// The theme; the site's own choice if left out
    #[arg(long, value_name = "NAME")]
    pub(crate) theme: Option<String>,
    /// Where to, in the site; themes/NAME for a whole theme, the site's own folder for files
    #[arg(long, value_name = "DIR")]
    pub(crate) into: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// The kind; the configuration if left out
    #[arg(value_name = "KIND", value_parser = kinds())]
    pub(crate) kind: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    pub(crate) shell: Shell,
}

/// The names of the kinds, as the command line takes them.
fn kinds() -> clap::builder::PossibleValuesParser {
    clap::builder::PossibleValuesParser::new(handbill::model::Kind::ALL.map(handbill::model::Kind::name))
}
