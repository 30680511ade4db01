//! `handbill poster …`.

mod codes;
mod find;
mod print;

use super::args::PosterCommand;
use super::exit::{Exit, Failure};

pub(crate) fn run(command: &PosterCommand, quiet: bool) -> Result<Exit, Failure> {
    match command {
        PosterCommand::Render(args) => print::render(args, quiet),
        PosterCommand::Sheet(args) => print::sheet(args, quiet),
        PosterCommand::Codes(args) => codes::run(args, quiet),
        PosterCommand::Designs(args) => print::designs(args, quiet),
    }
}
