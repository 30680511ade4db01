//! The posters of a site: drawn when somebody writes or asks for them, proven, and kept on disk by what they are made of.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use super::cut;
use super::pictures::Easel;
use crate::diagnostics::Diagnostic;
use crate::disk;
use crate::model::{
    Artifact, ArtifactBody, KindFields, Medium, OutputPath, Page, PageId, PagePoster, PictureFile,
    PictureFormat, PictureRecipe, Pictures, PosterFormat, Rank, SourcePath,
};
use crate::poster::{self, CodeBox, Drawing, Fonts, Meta, Paper, Pixels, QrCode};
use crate::render::{LOGO, PICTURE, PosterInputs, Printer, code_level};

/// Raised whenever the same page, design and picture give other files: what is kept of older ones is drawn anew.
const MADE_AS: u32 = 2;
/// The quality of JPEG: high, since type stands on the photograph.
const QUALITY: u8 = 88;
/// How much of a poster's height a picture fills at most: what is drawn at its own size is drawn fastest, and best.
const FILLED: f64 = 0.68;
/// Millimetres of paper to a unit of `a4`.
const MM: f32 = 210.0 / 1080.0;

/// Draws the posters of an edition, from any thread.
#[derive(Debug)]
pub(crate) struct Pressroom {
    pub(super) fonts: Fonts,
    /// What stands in the middle of codes.
    logo: Option<Arc<Vec<u8>>>,
    disk: disk::Cache,
    /// The entries that this run asked the cache for.
    used: Mutex<BTreeSet<String>>,
    /// Posters that are being drawn: two readers who ask for one at once get it from one drawing.
    busy: Mutex<HashMap<String, Arc<Mutex<()>>>>,
}

/// One poster in one format.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet<'a> {
    pub(super) printer: &'a Printer,
    pub(super) easel: &'a Easel,
    pub(super) page: PageId,
    pub(super) format: PosterFormat,
    pub(super) wish: PosterWish<'a>,
}

/// What somebody asks of one poster beside what its page says.
#[derive(Debug, Clone, Copy, Default)]
pub struct PosterWish<'a> {
    /// Another design of the theme.
    pub design: Option<&'a str>,
    /// Of a print run: the place whose code it carries.
    pub placement: Option<&'a str>,
}

impl Pressroom {
    pub(super) fn new(fonts: Fonts, logo: Option<Arc<Vec<u8>>>, disk: disk::Cache) -> Self {
        Self { fonts, logo, disk, used: Mutex::default(), busy: Mutex::default() }
    }

    /// One file, out of the cache or made now.
    pub(super) fn file(&self, sheet: Sheet<'_>, medium: Medium) -> Result<Artifact, Vec<Diagnostic>> {
        let mut made = None;
        let problems = self.files(sheet, &[medium], |artifact| {
            made = Some(artifact);
            Ok::<(), std::convert::Infallible>(())
        });
        let Ok(problems) = problems;
        made.ok_or(problems)
    }

    /// The files of a poster in one format, handed on one by one: it is drawn once, and only if one is not in the cache.
    pub(super) fn files<E>(
        &self,
        sheet: Sheet<'_>,
        media: &[Medium],
        mut hand_on: impl FnMut(Artifact) -> Result<(), E>,
    ) -> Result<Vec<Diagnostic>, E> {
        let Some(ready) = Ready::new(sheet, self.logo.as_ref()) else { return Ok(Vec::new()) };
        let artifact = |medium: Medium, bytes| Artifact {
            path: ready.poster.file(sheet.format, medium),
            body: ArtifactBody::Bytes(bytes),
            rank: Rank::Asset,
        };
        let turn = self.turn(&ready.key);
        let _mine = turn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut problems = ready.read_from_afar();
        let kept: Option<Vec<Vec<u8>>> =
            media.iter().map(|medium| self.kept(ready.name(medium.ending()))).collect();
        let notes = self.kept(ready.name(NOTES));
        if let (Some(kept), Some(notes)) = (kept, notes) {
            for (medium, bytes) in media.iter().zip(kept) {
                hand_on(artifact(*medium, bytes))?;
            }
            problems.extend(ready.cut(&read_notes(&notes)));
            return Ok(problems);
        }
        let made = match self.make(&ready, media) {
            Ok(made) => made,
            Err(found) => return Ok(found),
        };
        for (medium, bytes) in made.files {
            self.disk.put(&ready.name(medium.ending()), &bytes);
            hand_on(artifact(medium, bytes))?;
        }
        self.disk.put(&ready.name(NOTES), &serde_json::to_vec(&made.cut).expect("texts are JSON"));
        problems.extend(ready.cut(&made.cut));
        Ok(problems)
    }

    /// What is wrong with a poster, without a look at its pixels: texts that do not fit, a design that cannot be drawn.
    pub(super) fn check(&self, sheet: Sheet<'_>) -> Vec<Diagnostic> {
        let Some(ready) = Ready::new(sheet, self.logo.as_ref()) else { return Vec::new() };
        let mut problems = ready.read_from_afar();
        // What has been proven once is sound.
        if let Some(notes) = self.disk.get(&ready.name(NOTES)) {
            problems.extend(ready.cut(&read_notes(&notes)));
            return problems;
        }
        let stand_in = ready.picture.as_ref().map(|_| Arc::new(STAND_IN.to_vec()));
        match self.draw(&ready, stand_in) {
            Ok((_, _, cut)) => problems.extend(ready.cut(&cut)),
            Err(found) => problems.extend(found),
        }
        problems
    }

    /// The pixels of a poster in another size, for people to look at; its code is not read back.
    pub(super) fn pixels(&self, sheet: Sheet<'_>, scale: f32) -> Result<Pixels, Vec<Diagnostic>> {
        let Some(ready) = Ready::new(sheet, self.logo.as_ref()) else { return Err(Vec::new()) };
        let (drawing, _, _) = self.draw(&ready, ready.picture()?)?;
        drawing.pixels(scale).map_err(|fault| vec![ready.fault(&fault)])
    }

    /// A drawing of our own, without pictures.
    pub(super) fn plain(&self, svg: &str) -> Result<Drawing, Vec<Diagnostic>> {
        self.plain_at(svg, &SourcePath::new("posters"))
    }

    /// A drawing without pictures, by a template of this path.
    pub(super) fn plain_at(&self, svg: &str, path: &SourcePath) -> Result<Drawing, Vec<Diagnostic>> {
        Drawing::new(svg, &self.fonts.database(), &poster::Pictures::new()).map_err(|faults| {
            let told = |fault: &poster::Fault| {
                Diagnostic::error("poster::bad-design", format!("this cannot be drawn: {fault}"))
                    .in_file(path)
                    .help(format!("near `{}`", fault.excerpt))
            };
            faults.iter().map(told).collect()
        })
    }

    /// What a poster's files are made of, as a hash: another one means other files.
    pub(super) fn version(&self, sheet: Sheet<'_>) -> Option<String> {
        Ready::new(sheet, self.logo.as_ref()).map(|ready| ready.key)
    }

    /// The names of the entries that this run asked the cache for.
    pub(super) fn used(&self) -> BTreeSet<String> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// An entry of the cache, which a tidy cache keeps then.
    fn kept(&self, name: String) -> Option<Vec<u8>> {
        let kept = self.disk.get(&name);
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
        kept
    }

    fn make(&self, ready: &Ready<'_>, media: &[Medium]) -> Result<Made, Vec<Diagnostic>> {
        let picture = ready.picture()?;
        let (drawing, place, cut) = self.draw(ready, picture)?;
        let meta = Meta {
            title: ready.inputs.title.clone(),
            lang: ready.inputs.lang.clone(),
            author: Some(ready.inputs.org.clone()),
        };
        let mut pixels: Option<Pixels> = None;
        let mut files = Vec::new();
        for medium in media {
            let bytes = match medium {
                Medium::Svg => drawing.svg(&meta).into_bytes(),
                Medium::Pdf => drawing
                    .pdf(&meta, ready.paper())
                    .map_err(|why| vec![ready.design("poster::bad-design", &why.to_string())])?,
                Medium::Png | Medium::Jpeg => {
                    if pixels.is_none() {
                        pixels = Some(drawing.pixels(1.0).map_err(|fault| vec![ready.fault(&fault)])?);
                    }
                    let drawn = pixels.as_ref().expect("drawn by the line above");
                    let bytes = if *medium == Medium::Png { drawn.png() } else { drawn.jpeg(QUALITY) };
                    ready.prove(drawn, &bytes, *medium, place)?;
                    bytes
                }
            };
            files.push((*medium, bytes));
        }
        // Whatever is written down of it, its pixels have been read.
        if pixels.is_none() {
            let drawn = drawing.pixels(1.0).map_err(|fault| vec![ready.fault(&fault)])?;
            ready.prove(&drawn, &[], Medium::Png, place)?;
        }
        Ok(Made { files, cut })
    }

    /// The drawing, where its code stands in it, and the texts that were cut.
    fn draw(
        &self,
        ready: &Ready<'_>,
        picture: Option<Arc<Vec<u8>>>,
    ) -> Result<(Drawing, CodeBox, Vec<String>), Vec<Diagnostic>> {
        let drawn = ready.sheet.printer.poster_drawing(&ready.inputs)?;
        let named = |name: &str, bytes: Option<Arc<Vec<u8>>>| bytes.map(|bytes| (name.to_owned(), bytes));
        // What is wrong with the logo is told once for all posters.
        let logo = self.logo.clone().or_else(|| Some(Arc::new(STAND_IN.to_vec())));
        let pictures: poster::Pictures =
            named(PICTURE, picture).into_iter().chain(named(LOGO, logo)).collect();
        let drawing = Drawing::new(&drawn.svg, &self.fonts.database(), &pictures)
            .map_err(|faults| faults.iter().map(|fault| ready.fault(fault)).collect::<Vec<_>>())?;
        let codes: Vec<CodeBox> = drawing.codes().into_iter().map(|(_, place)| place).collect();
        let [place] = codes[..] else {
            let what = "this design of posters draws no code, or more than one";
            return Err(vec![ready.design("poster::no-code", what).help("a design calls `code(…)` once")]);
        };
        Ok((drawing, place, drawn.cut))
    }

    fn turn(&self, key: &str) -> Arc<Mutex<()>> {
        let mut busy = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
        busy.retain(|_, turn| Arc::strong_count(turn) > 1);
        Arc::clone(busy.entry(key.to_owned()).or_default())
    }
}

/// Stands for a picture where nobody looks at pixels.
const STAND_IN: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>";

/// The ending of the entry that says which texts were cut.
const NOTES: &str = "cut";

fn read_notes(notes: &[u8]) -> Vec<String> {
    serde_json::from_slice(notes).unwrap_or_default()
}

/// The files of one poster.
struct Made {
    files: Vec<(Medium, Vec<u8>)>,
    cut: Vec<String>,
}

/// A poster about to be drawn, and the name that the cache has for it.
struct Ready<'a> {
    sheet: Sheet<'a>,
    page: &'a Page,
    poster: PagePoster,
    inputs: PosterInputs,
    code: QrCode,
    picture: Option<PictureFile>,
    key: String,
}

impl<'a> Ready<'a> {
    fn new(sheet: Sheet<'a>, logo: Option<&Arc<Vec<u8>>>) -> Option<Self> {
        let page = sheet.printer.site().page(sheet.page);
        let poster = sheet.printer.poster_in(sheet.page, sheet.wish.design)?;
        let address = match sheet.wish.placement {
            Some(place) => sheet.printer.site().code_of(sheet.page, Some(place))?.address.clone(),
            None => sheet.printer.code_address(sheet.page)?,
        };
        let code = QrCode::new(&address, code_level(&sheet.printer.site().config)).ok()?;
        let inputs = sheet.printer.poster_inputs(page, &poster, sheet.format, &address);
        let picture = inputs
            .picture
            .as_ref()
            .and_then(|name| for_poster(name, &sheet.printer.plan().pictures, sheet.format));
        let mut hasher = blake3::Hasher::new();
        hasher
            .update(env!("CARGO_PKG_VERSION").as_bytes())
            .update(&MADE_AS.to_le_bytes())
            .update(&inputs.key);
        if let Some(file) = &picture {
            hasher.update(&file.hash).update(format!("{:?}", file.recipe).as_bytes());
        }
        if let Some(logo) = logo {
            hasher.update(blake3::hash(logo).as_bytes());
        }
        let key = hasher.finalize().to_hex().to_string();
        Some(Self { sheet, page, poster, inputs, code, picture, key })
    }

    /// The paper of its PDF: A4, or as wide and of the format's own shape.
    fn paper(&self) -> Paper {
        let (width, height) = self.sheet.format.size();
        match self.sheet.format {
            PosterFormat::A4 => Paper::A4,
            PosterFormat::Wide | PosterFormat::Portrait | PosterFormat::Tall | PosterFormat::Square => {
                Paper { width: Paper::A4.width, height: Paper::A4.width * height as f32 / width as f32 }
            }
        }
    }

    /// The bytes of its picture.
    fn picture(&self) -> Result<Option<Arc<Vec<u8>>>, Vec<Diagnostic>> {
        let Some(file) = &self.picture else { return Ok(None) };
        let path = self.poster.file(self.sheet.format, Medium::Png);
        Ok(match self.sheet.easel.file(&path, file)?.body {
            ArtifactBody::Bytes(bytes) => Some(Arc::new(bytes)),
            ArtifactBody::Copy(_) => None,
        })
    }

    /// A name for the cache: letters, digits and hyphens.
    fn name(&self, ending: &str) -> String {
        format!("{}-{}-{ending}", &self.key[..40], self.sheet.format.name())
    }

    /// Reads the code back: from what is drawn, and from what is left of it in a JPEG.
    fn prove(
        &self,
        drawn: &Pixels,
        bytes: &[u8],
        medium: Medium,
        place: CodeBox,
    ) -> Result<(), Vec<Diagnostic>> {
        let decoded = (medium == Medium::Jpeg)
            .then(|| image::load_from_memory(bytes).ok())
            .flatten()
            .and_then(|image| Pixels::new(image.width(), image.height(), image.into_rgb8().into_raw()));
        let pixels = decoded.as_ref().unwrap_or(drawn);
        poster::prove(pixels, place, &self.code).map_err(|why| {
            let message = format!("{why} (`{}`)", self.sheet.format.name());
            vec![self.design("poster::unreadable-code", &message).help(
                "give the code whole pixels for each module, dark ink on light paper, and nothing in the four modules around it",
            )]
        })
    }

    /// Whether a sheet of paper is read from as far as its print run says.
    fn read_from_afar(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let title = &self.page.title;
        // The box of `a4`, as designs have it.
        let module = (8.0 * 33.0 / self.code.boxed() as f32).floor();
        if let (KindFields::PrintRun(run), PosterFormat::A4) =
            (&self.page.document.front.fields, self.sheet.format)
            && let Some(distance) = run.scan_distance_cm
            && !poster::module_is_enough(module * MM, distance as f32, self.code.side())
        {
            let least = poster::least_module_mm(distance as f32, self.code.side());
            let message = format!(
                "the code on the sheet of “{title}” has modules of {:.1} mm, but from {distance} cm phones want {least:.1} mm",
                module * MM
            );
            let (path, span) = (&self.page.document.path, self.page.document.front.shared.title.span);
            found.push(Diagnostic::warning("poster::far-code", message).at(path, span).help(
                "print it on larger paper (twice the width: twice the distance), or hang it nearer and say so with `scan_distance_cm`",
            ));
        }
        found
    }

    /// Texts that did not fit.
    fn cut(&self, cut: &[String]) -> Vec<Diagnostic> {
        cut.iter()
            .map(|text| cut::told(self.sheet.printer.site(), self.page, self.sheet.format, text))
            .collect()
    }

    fn fault(&self, fault: &poster::Fault) -> Diagnostic {
        let message = format!("the poster of “{}” cannot be drawn: {fault}", self.page.title);
        self.design("poster::bad-design", &message).help(format!("near `{}`", fault.excerpt))
    }

    fn design(&self, code: &'static str, message: &str) -> Diagnostic {
        Diagnostic::error(code, message).in_file(&self.sheet.printer.design_path(&self.poster))
    }
}

/// The file of a picture that a poster takes: about as large as it is drawn, or the drawing itself.
fn for_poster(name: &OutputPath, pictures: &Pictures, format: PosterFormat) -> Option<PictureFile> {
    let picture = pictures.get(name)?;
    let mut file = pictures.files.get(picture.file.as_ref()?)?.clone();
    if let (PictureRecipe::Resized { format: own, .. }, Some((width, height))) = (file.recipe, picture.size) {
        // What is lossless stays so; everything else is a photograph.
        let own = if own == PictureFormat::Png { PictureFormat::Png } else { PictureFormat::Jpeg };
        let (across, down) = format.size();
        let by_height = f64::from(down) * FILLED * f64::from(width) / f64::from(height.max(1));
        let wanted = by_height.ceil().max(f64::from(across)) as u32;
        file.recipe = PictureRecipe::Resized { format: own, width: width.min(wanted) };
    }
    Some(file)
}
