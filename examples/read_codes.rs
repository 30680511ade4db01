//! Reads the codes in pictures with the reader that Handbill proves its posters with: `read_codes FILE…` prints, for each
//! file, its name, and behind a tab each what its codes say; nothing where no code is found.
//!
//! `tests/outside/posters.py` asks it beside a reader of other people.

use handbill::poster::{Pixels, read};

fn main() {
    for path in std::env::args().skip(1) {
        let picture = image::open(&path).ok();
        let pixels = picture.and_then(|picture| {
            let rgb = picture.into_rgb8();
            Pixels::new(rgb.width(), rgb.height(), rgb.into_raw())
        });
        let found = pixels.map(|pixels| read(&pixels, None)).unwrap_or_default();
        println!("{path}\t{}", found.join("\t"));
    }
}
