//! `handbill schema`.

use handbill::fields::{Target, schema};
use handbill::model::Kind;

use super::args::SchemaArgs;
use super::exit::{Exit, Failure};

pub(crate) fn run(args: &SchemaArgs) -> Result<Exit, Failure> {
    let target = match &args.kind {
        None => Target::Config,
        Some(name) => Kind::of_name(name).map(Target::Kind).ok_or_else(|| {
            Failure::usage(format!("there is no kind `{name}`"), "run `handbill schema --help`")
        })?,
    };
    let text = serde_json::to_string_pretty(&schema(target)).expect("a schema is JSON");
    anstream::println!("{text}");
    Ok(Exit::Done)
}
