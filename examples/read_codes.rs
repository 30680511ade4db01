//! Reads the codes in pictures with the reader that Handbill proves its posters with: `read_codes FILE…` prints, for each
//! file, its name, and behind a tab each what its codes say; nothing where no code is found.
//!
//! `tests/outside/posters.py` asks it beside a reader of other people.

use handbill::poster::{Pixels, read};
use rayon::prelude::*;

fn main() {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let found: Vec<Vec<String>> = paths.par_iter().map(|path| codes_in(path)).collect();
    for (path, found) in paths.iter().zip(found) {
        println!("{path}\t{}", found.join("\t"));
    }
}

fn codes_in(path: &str) -> Vec<String> {
    let picture = image::open(path).ok();
    let pixels = picture.and_then(|picture| {
        let rgb = picture.into_rgb8();
        Pixels::new(rgb.width(), rgb.height(), rgb.into_raw())
    });
    pixels.map(|pixels| read(&pixels, None)).unwrap_or_default()
}
