//! The jobs of the last plan, where the next one has the same.

use std::collections::{BTreeMap, BTreeSet, HashSet};
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
    places: Places,
}

/// Which names no further output can have, folded.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub(super) outputs: HashSet<String>,
    pub(super) folders: HashSet<String>,
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
    /// The plan of a site, where its jobs are those of the last one, other assets aside.
    ///
    /// `ground` tells sites apart that differ in more than the words of their pages.
    pub(super) fn plan(&mut self, site: &Site, extras: &Extras<'_>, ground: u64) -> Option<Plan> {
        let last = self.0.as_mut().filter(|last| last.made.ground == ground)?;
        let made = Made::of(site, extras, ground);
        if !last.made.is_same_but_for_assets(&made) || !last.take_assets(&made.assets) {
            return None;
        }
        last.made = made;
        Some(Plan {
            jobs: Arc::clone(&last.jobs),
            pictures: extras.pictures.clone(),
            posters: Arc::clone(&extras.posters),
            calendars: Arc::clone(&last.calendars),
        })
    }

    /// Keeps a plan of which nothing was told: what is told has places in sources, which move.
    pub(super) fn keep(
        &mut self,
        site: &Site,
        extras: &Extras<'_>,
        ground: u64,
        plan: &Plan,
        places: Places,
    ) {
        let made = Made::of(site, extras, ground);
        let (jobs, calendars) = (Arc::clone(&plan.jobs), Arc::clone(&plan.calendars));
        self.0 = Some(Last { made, jobs, calendars, places });
    }
}

impl Made {
    /// Whether the jobs that follow from it are the same, but for those of the assets.
    fn is_same_but_for_assets(&self, other: &Self) -> bool {
        let Self { ground, assets: _, named, pictures, shown, refused, posters } = self;
        *ground == other.ground
            && (named, pictures, shown, refused)
                == (&other.named, &other.pictures, &other.shown, &other.refused)
            && *posters == other.posters
    }
}

impl Last {
    /// Puts other assets in the place of those that are planned; whether that could be done without a look at all outputs.
    fn take_assets(&mut self, assets: &BTreeMap<String, OutputPath>) -> bool {
        if self.made.assets == *assets {
            return true;
        }
        let old = &self.made.assets;
        let goes: Vec<_> = old.iter().filter(|(name, output)| assets.get(*name) != Some(output)).collect();
        let comes: Vec<_> = assets.iter().filter(|(name, output)| old.get(*name) != Some(output)).collect();
        let is_free = |output: &OutputPath| {
            let key = output.folded();
            // Its folder is there, by this very name, so that no file stands in its way.
            let lies = output.as_str().rsplit_once('/').is_none_or(|(folder, _)| {
                old.values().any(|other| other.as_str().rsplit_once('/').is_some_and(|(of, _)| of == folder))
            });
            lies && !self.places.outputs.contains(&key) && !self.places.folders.contains(&key)
        };
        let distinct: HashSet<String> = comes.iter().map(|(_, output)| output.folded()).collect();
        if distinct.len() != comes.len() || !comes.iter().all(|(_, output)| is_free(output)) {
            return false;
        }
        let jobs = Arc::make_mut(&mut self.jobs);
        for (_, output) in goes {
            jobs.remove(output);
            self.places.outputs.remove(&output.folded());
        }
        for (name, output) in comes {
            jobs.insert(output.clone(), Job::Asset(name.clone()));
            self.places.outputs.insert(output.folded());
        }
        true
    }
}
