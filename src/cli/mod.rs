//! Arguments, progress, reports, exit codes: what people see of the library.
//!
//! Results go to stdout, everything else to stderr.

mod args;
mod build;
mod check;
#[cfg(feature = "serve")]
mod code;
mod consent;
mod draw;
mod exit;
mod init;
mod list;
mod new;
mod next;
mod poster;
mod progress;
mod report;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod site;
mod theme;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Cli, Command};
use exit::{Exit, Failure};

/// Runs the program.
pub(crate) fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come this way too, and are no mistake.
            let code = if error.use_stderr() { Exit::Usage } else { Exit::Done };
            return if error.print().is_ok() { code.into() } else { Exit::Machine.into() };
        }
    };
    match dispatch(cli) {
        Ok(exit) => exit.into(),
        Err(failure) => {
            failure.print();
            failure.exit().into()
        }
    }
}

fn dispatch(cli: Cli) -> Result<Exit, Failure> {
    match cli.command {
        Command::Init(args) => init::run(&args, cli.quiet),
        Command::New(args) => new::run(&args, cli.quiet),
        Command::Build(args) => build::run(&args, cli.quiet),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(args, cli.quiet),
        Command::Check(args) => check::run(&args, cli.quiet),
        Command::List(args) => list::run(&args, cli.quiet),
        Command::Consent(args) => consent::run(&args, cli.quiet),
        Command::Next(args) => next::run(&args, cli.quiet),
        Command::Poster(args) => poster::run(&args.command, cli.quiet),
        Command::Theme(args) => theme::run(&args.command, cli.quiet),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => {
            clap_complete::generate(args.shell, &mut Cli::command(), "handbill", &mut std::io::stdout());
            Ok(Exit::Done)
        }
    }
}
