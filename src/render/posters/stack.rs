//! Short lines above each other in one size: facts beside a number, tiers below a price.

use super::gist::gist;
use crate::poster::{Anchor, Block, Setter, Style, Weight, Wrap};

/// Lines that only had to shrink to this part of their size stay one row each.
const SHRUNK: f32 = 0.84;
/// Three rows, or a cut, are better than letters smaller than this part of their size.
const SMALL: f32 = 0.7;
/// By how much sizes are tried, in pixels.
const STEP: f32 = 2.0;
/// The distance of the rows of one line, in em.
const INNER: f32 = 1.2;
/// How far capitals rise above a baseline, in em.
const RISE: f32 = 0.8;

/// A line, with its words marked.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) text: String,
    pub(super) weight: Weight,
}

/// The place of a stack.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stack {
    pub(super) width: f32,
    pub(super) height: f32,
    /// The size that it has where everything fits.
    pub(super) size: f32,
    /// The least size.
    pub(super) min: f32,
    /// From line to line, in em.
    pub(super) lead: f32,
}

/// How many rows a line may take, one that counts more and one that counts less.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rows {
    strong: usize,
    plain: usize,
}

impl Rows {
    const ONE: Self = Self { strong: 1, plain: 1 };
    /// A day or an hour is broken only where an address alone does not make room.
    const PLAIN: Self = Self { strong: 1, plain: 2 };
    const TWO: Self = Self { strong: 2, plain: 2 };
    const THREE: Self = Self { strong: 3, plain: 3 };
}

/// A stack with its sizes.
#[derive(Debug)]
pub(super) struct Stacked {
    /// Drawn so that the last baseline is at 0 0.
    pub(super) svg: String,
    pub(super) size: f32,
    pub(super) width: f32,
    /// From the top of the first row to the last baseline.
    pub(super) height: f32,
    pub(super) rows: usize,
}

impl Stack {
    /// Sets lines, the most important first. A last one of several that counts less shrinks before the others do.
    pub(super) fn set(&self, setter: &Setter<'_>, items: &[Item]) -> Stacked {
        for count in (1..=items.len()).rev() {
            let (first, last) = (&items[..count - 1], &items[count - 1]);
            let is_tail = last.weight == Weight::Regular && !first.is_empty();
            let adds = is_tail && first.last().is_some_and(|before| before.weight == Weight::Regular);
            let least = if is_tail { self.size * SHRUNK } else { self.small() };
            for rows in [Rows::ONE, Rows::PLAIN, Rows::TWO, Rows::THREE] {
                // One row each only as long as the letters stay large; three only for what may not be left out.
                let least = match rows {
                    Rows::ONE | Rows::PLAIN => least.max(self.size * SHRUNK),
                    Rows::THREE => self.small(),
                    _ => least,
                };
                if rows == Rows::THREE && is_tail {
                    break;
                }
                let mut sizes = self.sizes(self.size, least);
                if let Some(blocks) =
                    sizes.find_map(|size| self.in_rows(setter, (first, last, is_tail), size, rows))
                {
                    return self.drawn(&blocks);
                }
            }
            // The last that counts less is shortened before it goes, but not one that only adds to another.
            if is_tail && !adds {
                let blocks = self.cut(setter, &items[..count]);
                if blocks.len() == count {
                    return self.drawn(&blocks);
                }
            }
        }
        self.drawn(&self.cut(setter, items.get(..1).unwrap_or_default()))
    }

    /// Lines of a size, each in at most so many rows, if they fit; the last one, where it is a tail, in two or three and smaller.
    fn in_rows(
        &self,
        setter: &Setter<'_>,
        (first, last, is_tail): (&[Item], &Item, bool),
        size: f32,
        rows: Rows,
    ) -> Option<Vec<Block>> {
        let mut blocks = self.rows(setter, first, size, rows)?;
        if self.total(&blocks) > self.height {
            return None;
        }
        let least = if is_tail { self.min } else { size };
        let tries = if is_tail { &[Rows::TWO, Rows::THREE][..] } else { &[rows][..] };
        let sizes = tries.iter().flat_map(|rows| self.sizes(size, least).map(|size| (size, *rows)));
        sizes.into_iter().find_map(|(size, last_rows)| {
            let last = self.rows(setter, std::slice::from_ref(last), size, last_rows)?.pop()?;
            blocks.truncate(first.len());
            blocks.push(last);
            (self.total(&blocks) <= self.height).then(|| blocks.clone())
        })
    }

    /// Lines of which the last is shortened, at a small size and to as many rows as there is room for; the others are as large
    /// as they can be beside it.
    fn cut(&self, setter: &Setter<'_>, items: &[Item]) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let is_last = at + 1 == items.len();
            let fitting = || self.sizes(self.size * SHRUNK, self.small());
            let alone =
                |size: &f32| self.rows(setter, std::slice::from_ref(item), *size, Rows::ONE).is_some();
            let size = if is_last { None } else { fitting().find(alone) };
            let size = size.unwrap_or_else(|| self.small());
            let fits = [3, 2, 1].into_iter().any(|lines| {
                let room = Wrap { width: self.width, size, lines };
                let set = |text: &str| setter.wrap(text, &style(item), room);
                let block = set(&item.text);
                blocks.push(if block.shortened { gist(&item.text, &block, set) } else { block });
                let fits = self.total(&blocks) <= self.height;
                if !fits {
                    blocks.pop();
                }
                fits
            });
            if !fits {
                break;
            }
        }
        blocks
    }

    /// The size at which lines are rather cut than made smaller, so that the others can still be read from afar.
    fn small(&self) -> f32 {
        self.min.max(self.size * SMALL)
    }

    /// Sizes to try, the largest first.
    fn sizes(&self, most: f32, least: f32) -> impl Iterator<Item = f32> + use<> {
        let count = ((most - least) / STEP).max(-1.0).floor() as i32;
        (0..=count).map(move |step| most - step as f32 * STEP)
    }

    /// Each line in at most so many rows; nothing where one does not fit. A row of one character is better avoided by smaller
    /// letters.
    fn rows(&self, setter: &Setter<'_>, items: &[Item], size: f32, rows: Rows) -> Option<Vec<Block>> {
        let lines = |item: &Item| match item.weight {
            Weight::Bold => rows.strong,
            Weight::Regular => rows.plain,
        };
        let room = |item: &Item| Wrap { width: self.width, size, lines: lines(item) };
        items
            .iter()
            .map(|item| setter.wrap(&item.text, &style(item), room(item)))
            .map(|block| (!block.shortened && (rows == Rows::THREE || !has_widow(&block))).then_some(block))
            .collect()
    }

    /// From the top of the first row to the last baseline.
    fn total(&self, blocks: &[Block]) -> f32 {
        let first = blocks.first().map_or(0.0, |block| block.size * RISE);
        let leads: f32 = blocks.windows(2).map(|pair| self.between(&pair[0], &pair[1])).sum();
        first + leads + blocks.iter().map(Block::drop).sum::<f32>()
    }

    /// From the last baseline of a line to the first of the next.
    fn between(&self, above: &Block, below: &Block) -> f32 {
        self.lead * below.size + (above.size - below.size).max(0.0) * 0.3
    }

    fn drawn(&self, blocks: &[Block]) -> Stacked {
        let height = self.total(blocks);
        let mut svg = String::new();
        let mut baseline = blocks.first().map_or(0.0, |block| block.size * RISE) - height;
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 {
                baseline += self.between(&blocks[at - 1], block);
            }
            svg.push_str(&block.svg(0.0, baseline, "inherit", Anchor::Start));
            baseline += block.drop();
        }
        Stacked {
            svg,
            size: blocks.first().map_or(self.min, |block| block.size),
            width: blocks.iter().map(Block::width).fold(0.0, f32::max),
            height,
            rows: blocks.iter().map(|block| block.lines.len()).sum(),
        }
    }
}

fn has_widow(block: &Block) -> bool {
    block.lines.len() > 1 && block.lines.iter().any(|line| line.text.chars().nth(1).is_none())
}

fn style(item: &Item) -> Style {
    Style { weight: item.weight, lead: INNER, track: 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::poster::Fonts;

    const PLACE: Stack = Stack { width: 300.0, height: 264.0, size: 33.0, min: 20.0, lead: 1.42 };

    fn stacked(place: Stack, lines: &[&str]) -> Stacked {
        let fonts = Fonts::built_in();
        let strong = |at: usize| if at < 2 { Weight::Bold } else { Weight::Regular };
        let items: Vec<Item> = lines
            .iter()
            .enumerate()
            .map(|(at, text)| Item { text: (*text).to_owned(), weight: strong(at) })
            .collect();
        place.set(&Setter::new(&fonts, &Lang::new("en")), &items)
    }

    #[test]
    fn an_address_shrinks_and_takes_two_rows_while_the_others_stay_large() {
        let set =
            stacked(PLACE, &["Friday", "19:30", "Lantern House", "18 Lantern Street, second floor, no lift"]);
        assert_eq!((set.size, set.rows), (33.0, 5), "{}", set.svg);
        assert!(set.svg.contains("no lift") && set.width <= PLACE.width && set.height <= PLACE.height);
    }

    #[test]
    fn an_address_without_room_goes_and_the_venue_stays() {
        let place = Stack { height: 140.0, ..PLACE };
        let set =
            stacked(place, &["Friday", "19:30", "Lantern House", "18 Lantern Street, second floor, no lift"]);
        assert!(set.svg.contains("Lantern House") && !set.svg.contains("18"), "{}", set.svg);
        let venue =
            "The Old Lantern House of the Riverside Cooperative behind the bicycle workshop in the yard";
        let set = stacked(place, &["Friday", "19:30", venue]);
        assert!(set.svg.contains("The Old") && set.size >= 23.0 && set.height <= 140.0, "{}", set.svg);
    }
}
