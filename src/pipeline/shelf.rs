//! What runs have made of a site as of different instants: who looks at next week between two edits of today makes neither
//! of them anew.

use jiff::Timestamp;

use crate::{plan, render, resolve};

/// As of how many instants something is kept.
const MOST: usize = 3;

/// After how many runs that did not use it something is given up.
const IDLE: usize = 16;

/// What the stages behind parsing made, for each stretch of time in which the site stands still.
#[derive(Debug, Default)]
pub(super) struct Shelf(Vec<Made>);

/// What one run made for the next one of its time.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub(super) resolved: resolve::Kept,
    pub(super) planned: plan::Kept,
    pub(super) surveyed: render::Surveyed,
    /// How many runs have not used it since.
    idle: usize,
}

impl Shelf {
    /// What to begin with as of an instant: what was made for it, else what was made before it.
    pub(super) fn at(&mut self, now: Timestamp) -> &mut Made {
        self.0.iter_mut().for_each(|made| made.idle += 1);
        self.0.retain(|made| made.idle <= IDLE);
        let same = self.0.iter().position(|made| made.resolved.holds_at(now));
        let before = |made: &Made| made.resolved.made_at().filter(|at| *at <= now);
        let earlier = || (0..self.0.len()).filter(|at| before(&self.0[*at]).is_some());
        let found = same.or_else(|| earlier().max_by_key(|at| before(&self.0[*at])));
        let at = found.unwrap_or_else(|| {
            if self.0.len() == MOST {
                let idlest = (0..MOST).max_by_key(|at| self.0[*at].idle).unwrap_or(0);
                self.0.swap_remove(idlest);
            }
            self.0.push(Made::default());
            self.0.len() - 1
        });
        let made = &mut self.0[at];
        made.idle = 0;
        made
    }
}
