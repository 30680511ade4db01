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

/// How many columns stdout has; nothing where it is no terminal, or one that does not say.
pub(crate) fn columns() -> Option<u16> {
    let (width, _) = terminal_size::terminal_size_of(std::io::stdout())?;
    // A terminal that nobody has given a size says 0.
    Some(width.0).filter(|width| *width > 0)
}

/// The code of an address, two modules in each character; nothing for one that is too long for a code.
///
/// # Errors
/// The code is wider than the terminal, which would break its lines: how many columns it takes.
pub(crate) fn drawn(address: &str, columns: Option<u16>) -> Result<String, usize> {
    let lines: Vec<String> = lines(address).collect();
    let width = lines.first().map_or(0, |line| line.chars().count());
    if columns.is_some_and(|columns| usize::from(columns) < width) {
        return Err(width);
    }
    Ok(lines.iter().map(|line| format!("{INK}{line}{INK:#}\n")).collect())
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
        for line in drawn(ADDRESS, None).expect("no width").lines() {
            assert!(
                line.starts_with("\u{1b}[38;5;16m\u{1b}[48;5;231m") && line.ends_with("\u{1b}[0m"),
                "{line:?}"
            );
        }
    }

    #[test]
    fn what_is_too_long_for_a_code_is_not_drawn() {
        assert_eq!(drawn(&"x".repeat(8000), Some(1)), Ok(String::new()));
    }

    #[test]
    fn a_code_whose_lines_would_break_is_not_drawn() {
        let width = lines(ADDRESS).next().map_or(0, |line| line.chars().count());
        let fits = u16::try_from(width).expect("a width");
        assert!(drawn(ADDRESS, Some(fits)).is_ok_and(|code| code.lines().count() == width.div_ceil(2)));
        assert_eq!(drawn(ADDRESS, Some(fits - 1)), Err(width));
    }
}
