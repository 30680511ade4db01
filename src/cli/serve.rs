//! `handbill serve`.

use std::time::Duration;

use handbill::diagnostics::{Diagnostic, first_of_each};
use handbill::pipeline::Edition;
use handbill::serve::{self, Event, Options, Outcome, Port, Reach, ServeError};

use super::args::ServeArgs;
use super::code;
use super::exit::{Exit, Failure};
use super::report::{self, Counts};
use super::site;

/// The port that is tried first where none is given.
const FIRST_PORT: u16 = 4100;

pub(crate) fn run(args: ServeArgs, quiet: bool) -> Result<Exit, Failure> {
    let asked = args.site.now.as_ref().filter(|text| !text.is_empty());
    let now = asked.map(|_| site::now(&args.site)).transpose()?;
    let (base_url, links) = site::links(&args.links)?;
    let options = Options {
        root: args.site.site.clone(),
        port: args.port.map_or(Port::From(FIRST_PORT), Port::Exactly),
        reach: if args.lan { Reach::Network } else { Reach::Machine },
        base_url,
        drafts: site::drafts(args.drafts),
        links,
        now,
        poll: args.poll,
    };
    let mut terminal = Terminal { args, quiet, last: Vec::new() };
    serve::serve(options, move |event| terminal.tell(event))?;
    Ok(Exit::Done)
}

/// What a person at a terminal is told.
struct Terminal {
    args: ServeArgs,
    quiet: bool,
    /// The problems of the last run.
    last: Vec<Diagnostic>,
}

impl Terminal {
    fn tell(&mut self, event: Event) {
        let Self { args, quiet, last } = self;
        let quiet = *quiet;
        match event {
            Event::Started { address, network, instead_of } => {
                started(args, quiet, &address, instead_of);
                if args.lan {
                    on_the_network(&network, quiet);
                }
            }
            Event::Rebuilt { edition, took, outcome } => {
                rebuilt(&edition, took, outcome, last, quiet);
                last.clone_from(&edition.diagnostics);
            }
            Event::Unprintable { edition, diagnostics } => tell(&edition, &diagnostics, quiet),
            Event::Lost(error) => {
                warn(&format!("{error}; the preview goes on with what it has read and looks again"));
            }
            Event::Fault => warn(
                "this change made the program fail, which is a fault of its own; the preview goes on with what it has read and \
                 tries again after the next change",
            ),
            Event::WatchProblem(problem) => {
                warn(&format!(
                    "the system does not tell of changes ({problem}); the preview looks for them twice a second"
                ));
            }
            Event::Stopped => {
                if !quiet {
                    anstream::eprintln!("stopped");
                }
            }
        }
    }
}

fn started(args: &ServeArgs, quiet: bool, address: &str, instead_of: Option<u16>) {
    if let Some(port) = instead_of
        && !quiet
    {
        anstream::eprintln!("port {port} is in use, taking the next free one");
    }
    anstream::println!("serving {} at {address} — press Ctrl-C to stop", site::shown(&args.site.site));
    if args.open
        && let Err(failure) = super::new::open_in_browser(address)
    {
        failure.print();
    }
}

/// Where other devices find the preview: the addresses have its pass in them, so they are shown here and nowhere else.
fn on_the_network(network: &[String], quiet: bool) {
    let Some((first, others)) = network.split_first() else {
        warn("this machine is on no network that others could reach it by; `--lan` lets nobody in");
        return;
    };
    anstream::println!("on the network: {first}");
    for other in others {
        anstream::println!("            or: {other}");
    }
    if !quiet && code::is_shown() {
        anstream::println!("\n{}", code::drawn(first));
        anstream::println!("Whoever has this address can read what you see here, drafts too.");
    }
}

/// The most problems that are told at once: more than these nobody reads, and drawing them would hold up what comes after.
const MOST_TOLD: usize = 20;

/// One line for each run; before it the problems that the run before did not have.
fn rebuilt(edition: &Edition, took: Duration, outcome: Outcome, last: &[Diagnostic], quiet: bool) {
    // Who breaks everything at once is told of everything.
    let was_told = |problem: &Diagnostic| last.len() <= 1000 && last.contains(problem);
    let new: Vec<Diagnostic> =
        edition.diagnostics.iter().filter(|problem| !was_told(problem)).cloned().collect();
    tell(edition, &new, quiet);
    if quiet {
        return;
    }
    let outputs = edition.printer.as_ref().map_or(0, |printer| printer.plan().jobs.len());
    let kept = match outcome {
        Outcome::Shown => "",
        Outcome::Kept => "; the last good pages stay",
    };
    let problems = Counts::of(&edition.diagnostics).words();
    anstream::eprintln!("planned {outputs} outputs in {} ms: {problems}{kept}", took.as_millis());
}

/// Tells problems: where there are too many, errors first and of every file.
fn tell(edition: &Edition, problems: &[Diagnostic], quiet: bool) {
    if problems.len() <= MOST_TOLD {
        return report::text(edition, problems, quiet);
    }
    let mut first = problems.to_vec();
    first_of_each(&mut first, MOST_TOLD);
    report::text(edition, &first, quiet);
    let number = |problems: &[Diagnostic]| Counts::of(problems).number();
    let more = number(problems) - number(&first);
    anstream::eprintln!("… and {more} more problems: `handbill check` tells of them\n");
}

fn warn(message: &str) {
    let bold = anstyle::Style::new().bold();
    let yellow = bold.fg_color(Some(anstyle::AnsiColor::Yellow.into()));
    anstream::eprintln!("{yellow}warning{yellow:#}{bold}: {message}{bold:#}");
}

impl From<ServeError> for Failure {
    fn from(error: ServeError) -> Self {
        match error {
            ServeError::Disk(error) => error.into(),
            ServeError::Port { .. } | ServeError::NoPort { .. } | ServeError::Start(_) => {
                Self::machine(error.to_string(), error.help())
            }
        }
    }
}
