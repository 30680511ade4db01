//! The jobs of the last plan, where the next one has the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Extras;
use crate::model::{Calendars, Job, OutputPath, Plan, Posters, Site, SourcePath};

/// The last plan, for the next one; losing it loses only time.
#[derive(Debug, Default)]
pub struct Kept(Option<Last>);

/// The last plan, but for its pictures and posters.
#[derive(Debug)]
struct Last {
    made: Made,
    jobs: Arc<BTreeMap<OutputPath, Job>>,
    calendars: Arc<Calendars>,
}

/// What jobs follow from, beside what pages share: the ground.
#[derive(Debug, PartialEq, Eq)]
struct Made {
    ground: u64,
    assets: BTreeMap<String, OutputPath>,
    named: Vec<(OutputPath, SourcePath)>,
    pictures: Vec<(OutputPath, SourcePath)>,
    shown: Vec<OutputPath>,
    refused: BTreeSet<OutputPath>,
    posters: Arc<Posters>,
}

impl Made {
    fn of(site: &Site, extras: &Extras<'_>, ground: u64) -> Self {
        let pictures = &extras.pictures;
        let named = site.files.iter().map(|(output, file)| (output.clone(), file.source.clone()));
        let files = pictures.files.iter().map(|(output, file)| (output.clone(), file.source.clone()));
        Self {
            ground,
            assets: extras.assets.clone(),
            named: named.collect(),
            pictures: files.collect(),
            shown: pictures.by_name.keys().cloned().collect(),
            refused: pictures.refused.clone(),
            posters: Arc::clone(&extras.posters),
        }
    }
}

impl Kept {
    /// The plan of a site, where its jobs are those of the last one.
    ///
    /// `ground` tells sites apart that differ in more than the words of their pages.
    pub(super) fn plan(&self, site: &Site, extras: &Extras<'_>, ground: u64) -> Option<Plan> {
        let Last { made, jobs, calendars } = self.0.as_ref()?;
        (made.ground == ground && *made == Made::of(site, extras, ground)).then(|| Plan {
            jobs: Arc::clone(jobs),
            pictures: extras.pictures.clone(),
            posters: Arc::clone(&extras.posters),
            calendars: Arc::clone(calendars),
        })
    }

    /// Keeps a plan of which nothing was told: what is told has places in sources, which move.
    pub(super) fn keep(&mut self, site: &Site, extras: &Extras<'_>, ground: u64, plan: &Plan) {
        let made = Made::of(site, extras, ground);
        let (jobs, calendars) = (Arc::clone(&plan.jobs), Arc::clone(&plan.calendars));
        self.0 = Some(Last { made, jobs, calendars });
    }
}
