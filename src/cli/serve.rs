//! `handbill serve`.

use super::args::ServeArgs;
use super::exit::{Exit, Failure};

pub(crate) fn run(_args: &ServeArgs, _quiet: bool) -> Result<Exit, Failure> {
    Err(Failure::machine("not yet", ""))
}
