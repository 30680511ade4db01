//! Short lines above each other in one size: facts beside a number, tiers below a price.

use crate::poster::{Anchor, Block, Setter, Style, Weight, Wrap};

/// Lines that only had to shrink to this part of their size stay one row each.
const SHRUNK: f32 = 0.84;
/// By how much sizes are tried, in pixels.
const STEP: f32 = 1.0;
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
            let is_tail = last.weight == Weight::Regular
                && first.last().is_some_and(|before| before.weight == Weight::Regular);
            let least = if is_tail { self.min.max(self.size * SHRUNK) } else { self.min };
            for rows in [1, 2, 3] {
                // One row each only as long as the letters stay large; three only for what may not be left out.
                let least = if rows == 1 { least.max(self.size * SHRUNK) } else { least };
                if rows == 3 && is_tail {
                    break;
                }
                if let Some(blocks) = self.sizes(self.size, least).find_map(|size| {
                    let mut blocks = self.rows(setter, first, size, rows)?;
                    let tails = self.sizes(size, if is_tail { self.min } else { size });
                    let tail = tails
                        .filter_map(|size| self.rows(setter, std::slice::from_ref(last), size, 2.max(rows)));
                    let before = blocks.len();
                    for tail in tail {
                        blocks.truncate(before);
                        blocks.extend(tail);
                        if self.total(&blocks) <= self.height && (rows > 1 || is_tail || blocks[before].lines.len() == 1)
                        {
                            return Some(blocks);
                        }
                    }
                    None
                }) {
                    return self.drawn(&blocks);
                }
            }
        }
        // Not even the first line fits: it alone is shortened.
        let cut = items.first().map(|item| {
            let room = |lines| Wrap { width: self.width, size: self.min, lines };
            let two = setter.wrap(&item.text, &style(item), room(2));
            if self.total(std::slice::from_ref(&two)) <= self.height {
                two
            } else {
                setter.wrap(&item.text, &style(item), room(1))
            }
        });
        let cut: Vec<Block> = cut.into_iter().filter(|_| self.min * RISE <= self.height).collect();
        self.drawn(&cut)
    }

    /// Sizes to try, the largest first.
    fn sizes(&self, most: f32, least: f32) -> impl Iterator<Item = f32> + use<> {
        let count = ((most - least) / STEP).max(-1.0).floor() as i32;
        (0..=count).map(move |step| most - step as f32 * STEP)
    }

    /// Each line in at most so many rows; nothing where one does not fit.
    fn rows(&self, setter: &Setter<'_>, items: &[Item], size: f32, lines: usize) -> Option<Vec<Block>> {
        let room = Wrap { width: self.width, size, lines };
        items
            .iter()
            .map(|item| setter.wrap(&item.text, &style(item), room))
            .map(|block| (!block.shortened).then_some(block))
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

fn style(item: &Item) -> Style {
    Style { weight: item.weight, lead: INNER, track: 0.0 }
}
