//! The pictures of a site: what is known of each from its head, and its files, made once and kept on disk.

use std::collections::{BTreeMap, HashMap};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::diagnostics::Diagnostic;
use crate::disk;
use crate::model::{
    Argument, Artifact, ArtifactBody, LinkForm, NamedFile, OutputPath, Page, PageFacts, PictureFacts,
    PictureFile, PictureUse, Pictures, PicturesConfig, Plan, Rank, ResolvedDirective, ResolvedLink, Site,
    SitePicture, SourceFile, SourcePath, SourceTree,
};
use crate::pictures::{self, Arranger, Fault, Maker};

/// Under what the facts are kept on disk: another version may look at other things.
const FACTS: &str = concat!(
    "facts-",
    env!("CARGO_PKG_VERSION_MAJOR"),
    "-",
    env!("CARGO_PKG_VERSION_MINOR"),
    "-",
    env!("CARGO_PKG_VERSION_PATCH")
);

/// Enough of a file that is no picture by its name to see that it is none by its bytes.
const HEAD: u64 = 64;

/// What of a file tells whether it is the one that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    len: u64,
    /// Nanoseconds since 1970.
    modified: u64,
}

impl Stamp {
    fn of(file: &SourceFile) -> Option<Self> {
        let since = file.modified?.duration_since(UNIX_EPOCH).ok()?;
        Some(Self { len: file.len, modified: u64::try_from(since.as_nanos()).ok()? })
    }
}

/// What was found out about files that pages name: `None` for what is no picture.
type Known = BTreeMap<String, (Stamp, Option<PictureFacts>)>;

/// Draws pictures and remembers what it knows of them.
#[derive(Debug)]
pub(super) struct Studio {
    root: PathBuf,
    disk: disk::Cache,
    known: Option<Known>,
    /// What is known and not on the disk yet: a check finds out, and writes nothing.
    unsaved: Unsaved,
}

/// Facts that wait to be written down, shared with whoever may write.
type Unsaved = Arc<Mutex<Option<Vec<u8>>>>;

impl Studio {
    /// A studio for the site in this folder.
    pub(super) fn new(root: &Path) -> Self {
        Self {
            root: root.to_path_buf(),
            disk: disk::Cache::of(root),
            known: None,
            unsaved: Unsaved::default(),
        }
    }

    /// What the pictures of a site become; only files that are new or changed are read.
    pub(super) fn look(&mut self, site: &Site, files: &SourceTree, found: &mut Vec<Diagnostic>) -> Pictures {
        if site.files.is_empty() && !shows_static(files) {
            return Pictures::default();
        }
        let known = self.known.take().unwrap_or_else(|| self.remembered());
        let used = uses(site);
        let mut wanted: BTreeMap<&OutputPath, &SourcePath> =
            site.files.iter().map(|(output, named)| (output, &named.source)).collect();
        let of_static = |output: &OutputPath| files.meant(&format!("static/{output}")).map(|file| &file.path);
        for output in used.keys().filter(|output| !site.files.contains_key(**output)) {
            wanted.extend(of_static(output).map(|source| (*output, source)));
        }
        let looked: Vec<(&OutputPath, &SourcePath, Looked)> = wanted
            .into_par_iter()
            .map(|(output, source)| (output, source, self.inspect(source, files, &known)))
            .collect();
        let (pictures, now_known) = arranged(site, &used, looked, found);
        if now_known != known {
            let text = serde_json::to_vec(&now_known).expect("texts and numbers are JSON");
            *self.unsaved.lock().unwrap_or_else(PoisonError::into_inner) = Some(text);
        }
        self.known = Some(now_known);
        pictures
    }

    fn remembered(&self) -> Known {
        self.disk.get(FACTS).and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    fn inspect(&self, source: &SourcePath, files: &SourceTree, known: &Known) -> Looked {
        let Some(file) = files.files.get(source) else { return Looked::nothing() };
        let stamp = Stamp::of(file);
        if let Some((then, facts)) = known.get(source.as_str())
            && Some(*then) == stamp
        {
            return Looked { stamp, facts: Ok(facts.clone()) };
        }
        let is_named_so = pictures::may_be_picture(source.extension());
        if file.len > pictures::MOST_BYTES && is_named_so {
            return Looked { stamp: None, facts: Err(Fault::Heavy) };
        }
        let facts = match bytes_of(&self.root, source, if is_named_so { pictures::MOST_BYTES } else { HEAD })
        {
            Ok(bytes) => pictures::inspect(&bytes, source.extension()),
            Err(why) => Err(Fault::Broken(why)),
        };
        // What is written this very moment may change once more without another time.
        let settled = files
            .read_at
            .zip(file.modified)
            .is_some_and(|(read_at, modified)| disk::is_settled(modified, read_at));
        Looked { stamp: stamp.filter(|_| settled), facts }
    }

    /// The cache of the site.
    pub(super) fn cache(&self) -> &disk::Cache {
        &self.disk
    }

    /// What draws the files of an edition's pictures.
    pub(super) fn easel(&self, config: &PicturesConfig) -> Easel {
        Easel {
            root: self.root.clone(),
            disk: self.disk.clone(),
            config: config.clone(),
            busy: Arc::default(),
            unsaved: Arc::clone(&self.unsaved),
        }
    }
}

/// What a look at a file gave.
struct Looked {
    /// What to know it by next time; nothing where it may still change.
    stamp: Option<Stamp>,
    facts: Result<Option<PictureFacts>, Fault>,
}

impl Looked {
    fn nothing() -> Self {
        Self { stamp: None, facts: Ok(None) }
    }
}

fn arranged(
    site: &Site,
    used: &BTreeMap<&OutputPath, PictureUse>,
    looked: Vec<(&OutputPath, &SourcePath, Looked)>,
    found: &mut Vec<Diagnostic>,
) -> (Pictures, Known) {
    let arranger = Arranger::new(&site.config.pictures);
    let (mut pictures, mut known) = (Pictures::default(), Known::new());
    for (output, source, Looked { stamp, facts }) in looked {
        if let (Some(stamp), Ok(facts)) = (stamp, &facts) {
            known.insert(source.as_str().to_owned(), (stamp, facts.clone()));
        }
        let used = used.get(output).copied();
        let Some(named) = site.files.get(output) else {
            // A file of `static/` goes out as it is: a page only says how large it is.
            let size = facts.ok().flatten().and_then(|facts| facts.size);
            pictures.by_name.insert(output.clone(), SitePicture { size, ..SitePicture::default() });
            continue;
        };
        // Whatever else names a picture shows it.
        let is_shown = used.is_some_and(|used| used.shown);
        let used = used.unwrap_or(PictureUse { shown: true, ..PictureUse::default() });
        match facts {
            Ok(Some(facts)) => {
                if !facts.left_out.is_empty() {
                    found.push(pictures::svg_warning(&facts.left_out, source, &named.by, named.span));
                }
                let place = (named.by.clone(), named.span);
                let picture = arranger.arrange(source, &facts, used, &place, &mut pictures.files);
                pictures.by_name.insert(output.clone(), picture);
            }
            Ok(None) if is_shown => {
                refuse(&Fault::UnknownFormat, output, named, &mut pictures, found);
            }
            Ok(None) => {}
            Err(fault) => refuse(&fault, output, named, &mut pictures, found),
        }
    }
    (pictures, known)
}

fn refuse(
    fault: &Fault,
    output: &OutputPath,
    named: &NamedFile,
    pictures: &mut Pictures,
    found: &mut Vec<Diagnostic>,
) {
    found.push(fault.diagnostic(&named.source, &named.by, named.span));
    pictures.refused.insert(output.clone());
}

/// Whether any file of `static/` could be a picture that a page shows.
fn shows_static(files: &SourceTree) -> bool {
    files.below("static").any(|file| pictures::may_be_picture(file.path.extension()))
}

/// How pages use the files that they name.
fn uses(site: &Site) -> BTreeMap<&OutputPath, PictureUse> {
    let mut used: BTreeMap<&OutputPath, PictureUse> = BTreeMap::new();
    let texts = site.lists.iter().filter_map(|list| list.index.as_ref());
    for page in site.pages.iter().chain(texts).chain(site.homes.values().flatten()) {
        if let Some((_, file)) = &page.image {
            used.entry(file).or_default().shown = true;
        }
        if let Some(file) = portrait(page) {
            used.entry(file).or_default().shown = true;
        }
        for argument in page.directives.iter().flat_map(arguments) {
            match argument {
                Argument::Picture(file, _) => used.entry(file).or_default().shown = true,
                Argument::Link(ResolvedLink::File(file), _) => used.entry(file).or_default().linked = true,
                Argument::Link(..)
                | Argument::Absent
                | Argument::Text(_)
                | Argument::Integer(_)
                | Argument::Page(_)
                | Argument::Member { .. } => {}
            }
        }
        for (link, resolved) in page.document.outline.links.iter().zip(&page.links) {
            let ResolvedLink::File(file) = resolved else { continue };
            let own = used.entry(file).or_default();
            match link.form {
                LinkForm::Image => own.shown = true,
                LinkForm::RawFile => own.named = true,
                LinkForm::Link
                | LinkForm::Wiki
                | LinkForm::WikiLabelled
                | LinkForm::Mention
                | LinkForm::RawLink => own.linked = true,
            }
        }
    }
    used
}

fn arguments(directive: &ResolvedDirective) -> impl Iterator<Item = &Argument> {
    let own = match directive {
        ResolvedDirective::Shown(arguments) => &arguments[..],
        ResolvedDirective::Withheld | ResolvedDirective::Broken => &[],
    };
    own.iter().map(|(_, argument)| argument)
}

fn portrait(page: &Page) -> Option<&OutputPath> {
    match &page.facts {
        PageFacts::Member(facts) => facts.avatar.as_ref(),
        PageFacts::Post { .. }
        | PageFacts::Event(_)
        | PageFacts::Drop(_)
        | PageFacts::Story(_)
        | PageFacts::Chapter(_)
        | PageFacts::PrintRun(_)
        | PageFacts::Tier(_)
        | PageFacts::Campaign(_)
        | PageFacts::Faq
        | PageFacts::Page => None,
    }
}

/// The first bytes of a file of the site, or why there are none.
fn bytes_of(root: &Path, source: &SourcePath, most: u64) -> Result<Vec<u8>, String> {
    let file = disk::open_source(root, source).map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes)
}

/// Draws the files of an edition's pictures, from any thread.
#[derive(Debug)]
pub(crate) struct Easel {
    root: PathBuf,
    disk: disk::Cache,
    config: PicturesConfig,
    /// Pictures that are being drawn: two readers who ask for one file at once get it from one drawing.
    busy: Arc<Mutex<HashMap<SourcePath, Arc<Mutex<()>>>>>,
    unsaved: Unsaved,
}

impl Easel {
    /// Writes down what is known of the pictures, so that the next program that looks need not read them.
    pub(super) fn remember(&self) {
        let unsaved = self.unsaved.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(facts) = unsaved {
            self.disk.put(FACTS, &facts);
        }
    }

    /// Removes from the cache what no build has used for a month.
    pub(super) fn tidy(&self, plan: &Plan, posters: impl Iterator<Item = String>, now: Timestamp) {
        let used = plan.pictures.files.values().map(|file| pictures::cache_key(file, &self.config));
        let used = used.chain([FACTS.to_owned()]).chain(posters).collect();
        self.disk.tidy(&used, SystemTime::from(now));
    }

    /// One file, out of the cache or made now.
    pub(super) fn file(&self, output: &OutputPath, file: &PictureFile) -> Result<Artifact, Vec<Diagnostic>> {
        self.remember();
        let mut made = None;
        let problems = self.files(&[(output, file)], |artifact| {
            made = Some(artifact);
            Ok::<(), std::convert::Infallible>(())
        });
        let Ok(problems) = problems;
        made.ok_or(problems)
    }

    /// The files of one picture, handed on one by one: it is read and decoded once, and only if one is not in the cache.
    pub(super) fn files<E>(
        &self,
        files: &[(&OutputPath, &PictureFile)],
        mut hand_on: impl FnMut(Artifact) -> Result<(), E>,
    ) -> Result<Vec<Diagnostic>, E> {
        let artifact = |path: &OutputPath, bytes| Artifact {
            path: path.clone(),
            body: ArtifactBody::Bytes(bytes),
            rank: Rank::Asset,
        };
        let mut missing = Vec::new();
        for (output, file) in files {
            let key = pictures::cache_key(file, &self.config);
            match self.disk.get(&key) {
                Some(bytes) => hand_on(artifact(output, bytes))?,
                None => missing.push((*output, *file, key)),
            }
        }
        let Some((_, first, _)) = missing.first() else { return Ok(Vec::new()) };
        let (source, (by, span)) = (&first.source, &first.named);
        let turn = self.turn(source);
        let _mine = turn.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = match bytes_of(&self.root, source, pictures::MOST_BYTES) {
            Ok(bytes) => bytes,
            Err(why) => return Ok(vec![Fault::Broken(why).diagnostic(source, by, *span)]),
        };
        let is_same = *blake3::hash(&bytes).as_bytes() == first.hash;
        let mut maker = Maker::new(&bytes, &self.config);
        for (output, file, key) in missing {
            // Somebody may have made it while this one waited.
            let made = match self.disk.get(&key) {
                Some(bytes) => Ok(bytes),
                None => maker.make(file.recipe),
            };
            match made {
                Ok(made) => {
                    // What has changed since it was looked at will be looked at again, and must not be kept as what it was.
                    if is_same {
                        self.disk.put(&key, &made);
                    }
                    hand_on(artifact(output, made))?;
                }
                Err(fault) => return Ok(vec![fault.diagnostic(source, by, *span)]),
            }
        }
        Ok(Vec::new())
    }

    fn turn(&self, source: &SourcePath) -> Arc<Mutex<()>> {
        let mut busy = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
        busy.retain(|_, turn| Arc::strong_count(turn) > 1);
        Arc::clone(busy.entry(source.clone()).or_default())
    }
}
