//! A finished picture: one drawing serves PNG, JPEG and the reading back of codes.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// Pixels in sRGB without alpha, row by row from the top, three bytes each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    width: u32,
    height: u32,
    rgb: Vec<u8>,
}

impl Pixels {
    /// Takes bytes that are `width` × `height` × 3; nothing if they are not, or if there is no pixel.
    #[must_use]
    pub fn new(width: u32, height: u32, rgb: Vec<u8>) -> Option<Self> {
        let bytes = u64::from(width) * u64::from(height) * 3;
        (bytes > 0 && bytes == rgb.len() as u64).then_some(Self { width, height, rgb })
    }

    /// How many pixels a row has.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.width
    }

    /// How many rows there are.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.height
    }

    /// All bytes: red, green and blue of each pixel.
    #[must_use]
    pub fn rgb(&self) -> &[u8] {
        &self.rgb
    }

    /// The pixel in this column and row, which must be within the picture.
    pub(super) fn at(&self, x: u32, y: u32) -> [u8; 3] {
        let at = (y as usize * self.width as usize + x as usize) * 3;
        [self.rgb[at], self.rgb[at + 1], self.rgb[at + 2]]
    }

    /// How light a pixel is to a reader of codes, 0 to 255 (ITU-R BT.601).
    pub(super) fn luma(&self, x: u32, y: u32) -> u8 {
        let [red, green, blue] = self.at(x, y).map(u32::from);
        u8::try_from((red * 299 + green * 587 + blue * 114) / 1000).expect("the weights sum up to 1000")
    }

    /// A PNG of them: lossless, marked as sRGB, with nothing else in it.
    ///
    /// Speed is preferred to the last twentieth of size: flat colours compress well either way.
    #[must_use]
    pub fn png(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.rgb.len() / 16);
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Fast);
        encoder.set_filter(png::Filter::Adaptive);
        encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
        let mut writer = encoder.write_header().expect("memory takes every byte, and there are pixels");
        writer.write_image_data(&self.rgb).expect("there are as many bytes as the size asks for");
        writer.finish().expect("the image was written whole");
        bytes
    }

    /// A JPEG of them, 4:4:4, so that red type keeps its edges; quality is 1 to 100.
    #[must_use]
    pub fn jpeg(&self, quality: u8) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.rgb.len() / 8);
        let most = "a drawing has at most 65,535 pixels a side";
        let (width, height) =
            (u16::try_from(self.width).expect(most), u16::try_from(self.height).expect(most));
        let mut encoder = Encoder::new(&mut bytes, quality.clamp(1, 100));
        encoder.set_sampling_factor(SamplingFactor::R_4_4_4);
        encoder.encode(&self.rgb, width, height, ColorType::Rgb).expect("memory takes every byte");
        bytes
    }
}
