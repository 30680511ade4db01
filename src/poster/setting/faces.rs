//! Faces that measure: shaping exactly as the drawing does it, and where the ink of a mark lies.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustybuzz::{Direction, Face, Script, ShapePlan, UnicodeBuffer};

use super::Weight;
use crate::poster::fonts::{FaceId, Fonts, Lead};

/// The advance of a cluster: where it begins in the run, in bytes, and its width in em.
pub(super) type Advance = (usize, f32);

/// A shape plan: building one costs more than shaping a title with it.
type Plan = (FaceId, Direction, Option<Script>, Arc<ShapePlan>);

/// The faces of a setter, each read when first needed.
pub(super) struct Faces<'a> {
    fonts: &'a Fonts,
    read: Vec<OnceLock<Option<Face<'a>>>>,
    plans: Mutex<Vec<Plan>>,
}

impl fmt::Debug for Faces<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Faces").field("fonts", self.fonts).finish_non_exhaustive()
    }
}

impl<'a> Faces<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Self {
        let read = (0..fonts.len()).map(|_| OnceLock::new()).collect();
        Self { fonts, read, plans: Mutex::default() }
    }

    pub(super) fn chain(&self, weight: Weight, lead: Lead) -> Vec<FaceId> {
        self.fonts.chain(weight, lead)
    }

    pub(super) fn latin(&self, weight: Weight) -> FaceId {
        self.fonts.latin(weight)
    }

    pub(super) fn upright(&self, weight: Weight) -> FaceId {
        self.fonts.upright(weight)
    }

    pub(super) fn is_built_in(&self, face: FaceId) -> bool {
        self.fonts.is_built_in(face)
    }

    /// How SVG names a face.
    pub(super) fn name(&self, face: FaceId) -> (String, u16) {
        self.fonts.name(face)
    }

    fn face(&self, id: FaceId) -> Option<&Face<'a>> {
        self.read[id.index()].get_or_init(|| Face::from_slice(self.fonts.bytes(id), 0)).as_ref()
    }

    /// Whether a face has a character.
    pub(super) fn has(&self, id: FaceId, character: char) -> bool {
        self.face(id).is_some_and(|face| face.glyph_index(character).is_some())
    }

    /// The advances of a run in one face, as usvg has them: no features but the usual ones (kerning is one), from left to right, and
    /// a cluster as wide as its widest glyph.
    pub(super) fn shape(&self, id: FaceId, run: &str) -> Vec<Advance> {
        let Some(face) = self.face(id) else { return Vec::new() };
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(run);
        buffer.set_direction(Direction::LeftToRight);
        buffer.guess_segment_properties();
        let plan = self.plan(id, face, buffer.direction(), Some(buffer.script()));
        let shaped = rustybuzz::shape_with_plan(face, &plan, buffer);
        #[allow(clippy::cast_precision_loss, reason = "units of a font are small")]
        let em = |units: i32| units as f32 / face.units_per_em() as f32;
        let mut advances: Vec<Advance> = Vec::with_capacity(shaped.len());
        for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            let (start, width) = (info.cluster as usize, em(position.x_advance).max(0.0));
            match advances.last_mut() {
                Some((last, widest)) if *last == start => *widest = widest.max(width),
                _ => advances.push((start, width)),
            }
        }
        advances
    }

    fn plan(
        &self,
        id: FaceId,
        face: &Face<'_>,
        direction: Direction,
        script: Option<Script>,
    ) -> Arc<ShapePlan> {
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(plan) = plans.iter().find(|plan| plan.0 == id && plan.1 == direction && plan.2 == script)
        {
            return Arc::clone(&plan.3);
        }
        let plan = Arc::new(ShapePlan::new(face, direction, script, None, &[]));
        plans.push((id, direction, script, Arc::clone(&plan)));
        plan
    }

    /// The advance of a character by itself, in em.
    pub(super) fn advance(&self, id: FaceId, character: char) -> f32 {
        let width = self.face(id).and_then(|face| {
            let glyph = face.glyph_index(character)?;
            Some(f32::from(face.glyph_hor_advance(glyph)?) / em_of(face))
        });
        width.unwrap_or(0.0)
    }

    /// Where the ink of a character lies, from its origin: to the right, and upwards from the baseline, in em.
    pub(super) fn ink(&self, id: FaceId, character: char) -> Option<(Range<f32>, Range<f32>)> {
        let face = self.face(id)?;
        let ink = face.glyph_bounding_box(face.glyph_index(character)?)?;
        let em = |units: i16| f32::from(units) / em_of(face);
        Some((em(ink.x_min)..em(ink.x_max), em(ink.y_min)..em(ink.y_max)))
    }
}

#[allow(clippy::cast_precision_loss, reason = "units of a font are small")]
fn em_of(face: &Face<'_>) -> f32 {
    face.units_per_em() as f32
}
