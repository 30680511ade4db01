//! `handbill poster …`.

mod codes;

use super::args::PosterCommand;
use super::exit::{Exit, Failure};

pub(crate) fn run(command: &PosterCommand, quiet: bool) -> Result<Exit, Failure> {
    match command {
        PosterCommand::Codes(args) => codes::run(args, quiet),
    }
}
