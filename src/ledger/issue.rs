//! New codes for identities that have none.

use std::collections::BTreeSet;

use super::Identity;
use crate::model::Code;

/// Gives each identity a code that nobody has, and enters it into `taken`.
///
/// In order of the identities, whatever order they come in: where two of them derive one code, the same one gets the
/// further attempt in every clone. Once in the ledger, a code is read from there and never derived again.
/// `derive` is [`derive`](super::derive) but for tests of just that.
pub fn issue(
    mut wanted: Vec<Identity>,
    taken: &mut BTreeSet<Code>,
    derive: impl Fn(&Identity, u32) -> Code,
) -> Vec<(Identity, Code)> {
    wanted.sort_unstable();
    wanted.dedup();
    wanted
        .into_iter()
        .map(|identity| {
            let free = |taken: &BTreeSet<Code>, attempt| {
                let code = derive(&identity, attempt);
                (!taken.contains(&code)).then_some(code)
            };
            let code = (0..=u32::MAX)
                .find_map(|attempt| free(taken, attempt))
                .expect("a billion codes are more than anybody prints");
            taken.insert(code);
            (identity, code)
        })
        .collect()
}
