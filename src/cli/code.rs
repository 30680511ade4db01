//! A code on the terminal.

use std::io::IsTerminal;

use anstyle::{Ansi256Color, Style};
use handbill::poster::{Level, QrCode};

/// Modules of paper around a code (ISO/IEC 18004, 6.3.8).
const QUIET: u32 = 4;

/// Black and white of the fixed palette: the others are whatever the reader's colours are, and a phone reads dark on light.
const INK: Style = Style::new()
    .fg_color(Some(anstyle::Color::Ansi256(Ansi256Color(16))))
    .bg_color(Some(anstyle::Color::Ansi256(Ansi256Color(231))));

/// Whether stdout shows a code as it must look: a terminal, and with colours.
pub(crate) fn is_shown() -> bool {
    let stdout = std::io::stdout();
    stdout.is_terminal() && anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never
}

/// The code of an address, two modules in each character; nothing for one that is too long for a code.
pub(crate) fn drawn(address: &str) -> String {
    lines(address).map(|line| format!("{INK}{line}{INK:#}\n")).collect()
}

fn lines(address: &str) -> impl Iterator<Item = String> {
    let code = QrCode::new(address, Level::Medium).ok();
    let side = code.as_ref().map_or(0, QrCode::boxed);
    let is_dark = move |x: u32, y: u32| {
        // What lies left of the code or above it is paper, and so is what lies beyond.
        x.checked_sub(QUIET)
            .zip(y.checked_sub(QUIET))
            .is_some_and(|(x, y)| code.as_ref().is_some_and(|code| code.is_dark(x, y)))
    };
    (0..side).step_by(2).map(move |y| {
        (0..side)
            .map(|x| match (is_dark(x, y), is_dark(x, y + 1)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use handbill::poster::{Pixels, read};

    use super::*;

    const ADDRESS: &str = "http://192.168.1.7:4100/?handbill-pass=0123456789ABCDEF0123456789ABCDEF";

    /// Each module as a square of so many pixels.
    const MODULE: usize = 4;

    #[test]
    fn a_phone_reads_the_address_from_the_terminal() {
        let lines: Vec<Vec<char>> = lines(ADDRESS).map(|line| line.chars().collect()).collect();
        let (wide, high) = (lines[0].len(), lines.len() * 2);
        assert!(wide <= 60 && high.abs_diff(wide) <= 1, "{wide} × {high} modules");
        let mut rgb = Vec::new();
        for y in 0..high * MODULE {
            for x in 0..wide * MODULE {
                let (row, is_upper) = (y / MODULE / 2, (y / MODULE).is_multiple_of(2));
                let is_dark = match lines[row][x / MODULE] {
                    '█' => true,
                    '▀' => is_upper,
                    '▄' => !is_upper,
                    _ => false,
                };
                rgb.extend([if is_dark { 0 } else { 255 }; 3]);
            }
        }
        let pixels = Pixels::new((wide * MODULE) as u32, (high * MODULE) as u32, rgb).expect("pixels");
        assert_eq!(read(&pixels, None), [ADDRESS]);
    }

    #[test]
    fn paper_lies_around_the_code_and_each_line_has_its_colours() {
        let code: Vec<String> = lines(ADDRESS).collect();
        assert!(code[..2].iter().all(|line| line.chars().all(|c| c == ' ')), "paper above");
        assert!(code.iter().all(|line| line.starts_with("    ") && line.ends_with("    ")), "paper beside");
        for line in drawn(ADDRESS).lines() {
            assert!(
                line.starts_with("\u{1b}[38;5;16m\u{1b}[48;5;231m") && line.ends_with("\u{1b}[0m"),
                "{line:?}"
            );
        }
    }

    #[test]
    fn what_is_too_long_for_a_code_is_not_drawn() {
        assert_eq!(drawn(&"x".repeat(8000)), "");
    }
}
