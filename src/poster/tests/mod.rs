//! The press from outside: what is printed is read, decoded and drawn again.

#![allow(clippy::unwrap_used, reason = "a test")]

mod codes;
mod drawings;
mod lettering;
mod proof;

use super::{Pixels, QrCode};

/// A code in black on white, with its quiet zone, `module` pixels to the module.
fn picture_of(code: &QrCode, module: u32) -> Pixels {
    let side = code.boxed() * module;
    let mut rgb = Vec::new();
    for y in 0..side {
        for x in 0..side {
            // Where the quiet zone is subtracted from less, what comes out lies outside of the code, and is light.
            let dark = code.is_dark((x / module).wrapping_sub(4), (y / module).wrapping_sub(4));
            rgb.extend([if dark { 0 } else { 255 }; 3]);
        }
    }
    Pixels::new(side, side, rgb).expect("a code has pixels")
}

/// A picture turned by so many degrees on a larger white sheet.
fn turned(pixels: &Pixels, degrees: f32) -> Pixels {
    let (width, height) = (pixels.width() * 4 / 3, pixels.height() * 4 / 3);
    let (sin, cos) = degrees.to_radians().sin_cos();
    let middle = |side: u32| side as f32 / 2.0;
    let mut rgb = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let (dx, dy) = (x as f32 + 0.5 - middle(width), y as f32 + 0.5 - middle(height));
            let from_x = dx * cos + dy * sin + middle(pixels.width()) - 0.5;
            let from_y = dy * cos - dx * sin + middle(pixels.height()) - 0.5;
            rgb.extend([between(pixels, from_x, from_y); 3]);
        }
    }
    Pixels::new(width, height, rgb).expect("it has pixels")
}

/// How light a picture is between four of its pixels.
fn between(pixels: &Pixels, x: f32, y: f32) -> u8 {
    let at = |x: f32, y: f32| {
        let within = x >= 0.0 && y >= 0.0 && x < pixels.width() as f32 && y < pixels.height() as f32;
        if within { f32::from(pixels.luma(x as u32, y as u32)) } else { 255.0 }
    };
    let (left, top) = (x.floor(), y.floor());
    let (right, down) = (x - left, y - top);
    let upper = at(left, top) * (1.0 - right) + at(left + 1.0, top) * right;
    let lower = at(left, top + 1.0) * (1.0 - right) + at(left + 1.0, top + 1.0) * right;
    (upper * (1.0 - down) + lower * down) as u8
}

/// A picture scaled to a third, saved as JPEG of quality 60, and opened again.
fn as_a_phone_sends_it(pixels: &Pixels) -> Pixels {
    let image = image::RgbImage::from_raw(pixels.width(), pixels.height(), pixels.rgb().to_vec())
        .expect("the bytes are those of the size");
    let small = image::imageops::resize(
        &image,
        pixels.width() / 3,
        pixels.height() / 3,
        image::imageops::FilterType::Triangle,
    );
    let jpeg = Pixels::new(small.width(), small.height(), small.into_raw()).expect("pixels").jpeg(60);
    opened(&jpeg)
}

/// The pixels of an image file.
fn opened(bytes: &[u8]) -> Pixels {
    let image = image::load_from_memory(bytes).expect("it is an image").into_rgb8();
    Pixels::new(image.width(), image.height(), image.into_raw()).expect("it has pixels")
}
